import type { OptionCheck } from './option-checks.js';

interface OptionRule {
  need: 'required' | 'optional';
  check: OptionCheck;
}

/** Every name that an object of options may have. A value, because types are gone when a program starts. */
export type OptionNames<Options> = Record<keyof Required<Options>, OptionRule>;

export const required = (check: OptionCheck): OptionRule => ({ need: 'required', check });
export const optional = (check: OptionCheck): OptionRule => ({ need: 'optional', check });

/**
 * For callers whose compiler did not check them. An empty text counts as not given, as an empty setting does.
 *
 * @throws TypeError that names every missing, unknown and wrong option; no values, because one may be a secret
 */
export function refuseWrongOptions<Options extends object>(
  owner: string,
  options: Options,
  names: OptionNames<Options>,
): void {
  if (!isObject(options ?? {})) throw new TypeError(`Options of ${owner}: there must be one object with all of them.`);
  const faults = faultsOf(options, names);
  if (faults.length > 0) throw new TypeError(`Options of ${owner}: ${faults.join('; ')}.`);
}

/**
 * As {@link refuseWrongOptions}, for a function or class whose arguments have places: every rule is for one that is needed.
 *
 * @param given the arguments by their names
 * @throws TypeError that names every wrong argument; no values, because one may be a secret
 */
export function refuseWrongArguments<Arguments extends object>(
  owner: string,
  given: Arguments,
  checks: Record<keyof Arguments, OptionCheck>,
): void {
  const faults = Object.entries<OptionCheck>(checks).flatMap(([name, check]) => {
    const fault = check(given[name as keyof Arguments]);
    return fault === undefined ? [] : [`${name} ${fault}`];
  });
  if (faults.length > 0) throw new TypeError(`Arguments of ${owner}: ${faults.join('; ')}.`);
}

/** For an option that is an object of options itself. */
export const optionsOf =
  <Options extends object>(names: OptionNames<Options>): OptionCheck =>
  (value) => {
    if (!isObject(value)) return 'must be an object';
    const faults = faultsOf(value as Options, names);
    return faults.length > 0 ? `is wrong (${faults.join(', ')})` : undefined;
  };

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function faultsOf<Options extends object>(options: Options, names: OptionNames<Options>): string[] {
  const given = new Map<string, unknown>(Object.entries(options ?? {}));
  const isGiven = (name: string) => given.get(name) != null && given.get(name) !== '';
  const known = Object.entries<OptionRule>(names);
  const missing = known.filter(([name, { need }]) => need === 'required' && !isGiven(name));
  const unknown = [...given.keys()].filter((name) => !Object.hasOwn(names, name));
  return [
    ...missing.map(([name]) => `${name} is missing`),
    ...unknown.map((name) => `${name} is no option (there are ${known.map(([one]) => one).join(', ')})`),
    ...known.flatMap(([name, { check }]) => {
      const fault = isGiven(name) ? check(given.get(name)) : undefined;
      return fault === undefined ? [] : [`${name} ${fault}`];
    }),
  ];
}
