const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');
const { version } = require('@swc/core/package.json');
const { paths } = require('../../tsconfig.json').compilerOptions;

/** Lets plain Node run the TypeScript sources: `node -r ./libs/testing/typescript-hook.js <file>.ts`. */
const root = resolve(__dirname, '../..');
const aliases = new Map(Object.entries(paths).map(([alias, [target]]) => [alias, join(root, target)]));
const resolveFilename = Module._resolveFilename;

Module._resolveFilename = function (request, parent, ...rest) {
  const source = aliases.get(request) ?? typescriptOf(request, parent);
  return resolveFilename.call(this, source ?? request, parent, ...rest);
};

/** A relative `./name.js` in a TypeScript file means the source beside it. */
function typescriptOf(request, parent) {
  if (!parent?.filename?.endsWith('.ts') || !/^\.{1,2}\/.*\.js$/.test(request)) return undefined;
  const source = join(parent.path, request.replace(/\.js$/, '.ts'));
  return existsSync(source) ? source : undefined;
}

const OPTIONS = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs', ignoreDynamic: true },
};

Module._extensions['.ts'] = (module, filename) => module._compile(compiled(filename), filename);

/** Kept in a file with its digest: most processes of a test run find all that they load. */
function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const sha = (text) => createHash('sha256').update(text).digest('hex');
  const digest = sha(JSON.stringify([version, OPTIONS, source]));
  const kept = join(root, '.local/typescript', sha(filename));
  const found = existsSync(kept) ? readFileSync(kept, 'utf8') : '';
  if (found.startsWith(digest)) return found.slice(digest.length);
  const { transformSync } = require('@swc/core');
  const { code } = transformSync(source, { filename, ...OPTIONS });
  mkdirSync(dirname(kept), { recursive: true });
  // Another process may read it at any moment.
  const draft = `${kept}.${process.pid}`;
  writeFileSync(draft, digest + code);
  renameSync(draft, kept);
  return code;
}
