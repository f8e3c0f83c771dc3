'use strict';
/* A peer that is missing or of another major version is named at start, with its remedy, and not by the first request. */
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

const wrong = [];
for (const [peer, range] of Object.entries(peerDependencies)) {
  if (peerDependenciesMeta[peer]?.optional || peer.startsWith('@types/')) continue;
  const version = installed(peer);
  if (version === undefined) wrong.push(`${peer}@${range} is missing`);
  else if (version !== '' && !fits(version, range)) wrong.push(`${peer} is ${version}, and has to be ${range}`);
}
if (wrong.length > 0) {
  const remedy = Object.entries(peerDependencies)
    .filter(([peer]) => wrong.some((text) => text.startsWith(`${peer}@`) || text.startsWith(`${peer} `)))
    .map(([peer, range]) => `"${peer}@${range.split('||').at(-1).trim()}"`);
  throw new Error(`${name}: ${wrong.join('; ')}. Run: npm install ${remedy.join(' ')}`);
}
