import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_SCOPE } from './packages.mjs';
import { rewriteImports } from './rewrite.mjs';

const NO_SPEC = (path) => !path.endsWith('.spec.ts');

/** Lays one package out in a folder, ready to be packed. */
export function stage({ library, inside, also = [] }, compiled, folder, scope) {
  const source = join('libs', library);
  cpSync(join(compiled, library, 'src'), join(folder, 'src'), { recursive: true });
  for (const name of inside) cpSync(join(compiled, name, 'src'), join(folder, 'internal', name), { recursive: true });
  rewriteImports(folder, inside, scope);
  for (const name of also) {
    if (existsSync(join(source, name)))
      cpSync(join(source, name), join(folder, name), { recursive: true, filter: NO_SPEC });
  }
  const manifest = manifestOf(source, scope);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'README.md'), inScope(readFileSync(join(source, 'README.md'), 'utf8'), scope));
  for (const file of ['LICENSE', 'CHANGELOG.md']) copyFileSync(file, join(folder, file));
  if (Object.keys(manifest.peerDependencies ?? {}).length > 0) guardPeers(folder, manifest);
  return manifest.name;
}

function manifestOf(source, scope) {
  const manifest = JSON.parse(inScope(readFileSync(join(source, 'package.json'), 'utf8'), scope));
  return { ...manifest, files: [...manifest.files, 'CHANGELOG.md'] };
}

/** The main entry first looks whether its peers are there, in a version that it knows. */
function guardPeers(folder, { main }) {
  copyFileSync(join(import.meta.dirname, 'check-peers.cjs'), join(folder, 'src/check-peers.js'));
  const entry = join(folder, main);
  const text = readFileSync(entry, 'utf8');
  writeFileSync(entry, text.replace('"use strict";', '"use strict";\nrequire("./check-peers.js");'));
}

function inScope(text, scope) {
  return text.replaceAll(`${OWN_SCOPE}/`, `${scope}/`);
}
