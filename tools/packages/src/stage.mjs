import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { OWN_SCOPE } from './packages.mjs';
import { rewriteImports } from './rewrite.mjs';

const NO_SPEC = (path) => !path.endsWith('.spec.ts');

/** Lays one package out in a folder, ready to be packed. */
export function stage({ library, inside, also = [], needs = {} }, compiled, folder, scope) {
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
  guardPeers(folder, manifest, needs);
  return manifest.name;
}

/** The packages have the version of the project, and depend on each other from that version on. */
function manifestOf(source, scope) {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const manifest = JSON.parse(inScope(readFileSync(join(source, 'package.json'), 'utf8'), scope));
  const files = [...manifest.files, 'CHANGELOG.md'];
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).map(([name, range]) => [
      name,
      name.startsWith(`${scope}/`) ? `^${version}` : range,
    ]),
  );
  // npm refuses provenance without it.
  const url = process.env.PACKAGE_REPOSITORY;
  const repository = url ? { repository: { type: 'git', url } } : {};
  const typesVersions = typesOf(manifest.exports);
  return { ...manifest, version, type: 'commonjs', files, dependencies, ...typesVersions, ...repository };
}

/** Where TypeScript finds the types of the entry points with `moduleResolution: node10`, which does not read `exports`. */
function typesOf(exports) {
  const entries = Object.entries(exports).filter(([entry, { types }]) => entry !== '.' && types !== undefined);
  if (entries.length === 0) return {};
  return { typesVersions: { '*': Object.fromEntries(entries.map(([entry, { types }]) => [entry.slice(2), [types]])) } };
}

/** The main entry, and each one with peers of its own, first looks whether its peers are there, in a version that it knows. */
function guardPeers(folder, { exports }, needs) {
  copyFileSync(join(import.meta.dirname, 'check-peers.cjs'), join(folder, 'src/check-peers.js'));
  for (const [entry, peers] of Object.entries({ '.': [], ...needs })) {
    const file = join(folder, exports[entry].default);
    const check = relative(dirname(file), join(folder, 'src/check-peers.js'));
    const guard = `require(${JSON.stringify(check.startsWith('.') ? check : `./${check}`)})(${JSON.stringify(peers)});`;
    const text = readFileSync(file, 'utf8');
    if (!text.startsWith('"use strict";')) throw new Error(`${file} does not begin as a compiled file does`);
    writeFileSync(file, text.replace('"use strict";', `"use strict";\n${guard}`));
  }
}

function inScope(text, scope) {
  return text.replaceAll(`${OWN_SCOPE}/`, `${scope}/`);
}
