'use strict';
/* A peer that is missing or of another version is named at start, with its remedy, and not by the first request. */
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const {
  name,
  peerDependencies,
  peerDependenciesMeta = {},
} = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'));

function installed(peer) {
  try {
    for (let folder = dirname(require.resolve(peer)); ; folder = dirname(folder)) {
      if (folder === dirname(folder)) return undefined;
      try {
        const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        if (found.name === peer) return found.version;
      } catch {
        // Not the package's own folder yet.
      }
    }
  } catch (error) {
    return error.code === 'MODULE_NOT_FOUND' ? undefined : '';
  }
}

/** Ranges here are `^1.2.3`, joined by `||`: the same major version, and not older. */
function fits(version, range) {
  return range.split('||').some((one) => {
    const [least, actual] = [one.trim().replace(/^\^/, ''), version].map((text) =>
      text.split('.').map(Number.parseFloat),
    );
    if (least[0] !== actual[0]) return false;
    return actual[1] > least[1] || (actual[1] === least[1] && actual[2] >= least[2]);
  });
}

const required = (peer) => !peerDependenciesMeta[peer]?.optional && !peer.startsWith('@types/');

/**
 * @param also the optional peers that this entry point needs
 * @throws Error that names every peer that is missing or does not fit, and the command that installs them
 */
module.exports = function checkPeers(also) {
  const wrong = new Map();
  for (const [peer, range] of Object.entries(peerDependencies)) {
    if (!required(peer) && !also.includes(peer)) continue;
    const version = installed(peer);
    if (version === undefined) wrong.set(peer, `${peer}@${range} is missing`);
    else if (version !== '' && !fits(version, range)) wrong.set(peer, `${peer} is ${version}, and has to be ${range}`);
  }
  if (wrong.size === 0) return;
  const remedy = [...wrong.keys()].map((peer) => `"${peer}@${peerDependencies[peer].split('||').at(-1).trim()}"`);
  throw new Error(`${name}: ${[...wrong.values()].join('; ')}. Run: npm install ${remedy.join(' ')}`);
};
