'use strict';
const OURS = /^(?:Arguments|Options) of /;
const NATIVE = /^(?:Type|Range|Reference)Error$/;
const WAYS = [[], [undefined, undefined], [{}, {}, {}, {}], ['text', 'text', 'text', 'text']];

const isClass = (value) => /^class\b/.test(Function.prototype.toString.call(value));

/** The function or class itself, and its static methods, by their names. */
function callables(name, value) {
  if (!isClass(value)) return [[name, value]];
  const statics = Object.getOwnPropertyNames(value).filter(
    (own) => own !== 'prototype' && typeof value[own] === 'function',
  );
  return [
    [name, (...given) => new value(...given)],
    ...statics.map((own) => [`${name}.${own}`, (...given) => value[own](...given)]),
  ];
}

/**
 * Calls every exported function with nothing, with undefined, with empty objects and with texts.
 *
 * @param packages pairs of an entry point's name and what it exports
 * @returns what was called, and where the language answered instead of the package
 */
exports.callAll = async (packages) => {
  const [called, bare] = [[], []];
  for (const [entry, exported] of packages) {
    const functions = Object.entries(exported).filter(([, value]) => typeof value === 'function');
    for (const [name, call] of functions.flatMap(([own, value]) => callables(`${entry} ${own}`, value))) {
      called.push(name);
      for (const given of WAYS) {
        try {
          await call(...given);
        } catch ({ name: kind, message }) {
          const said = NATIVE.test(kind) && !OURS.test(message);
          if (said) bare.push(`${name}(${given.map(String).join(', ')}): ${message}`);
        }
      }
    }
  }
  return { called, bare };
};
