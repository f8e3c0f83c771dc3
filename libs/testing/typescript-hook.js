const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');
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

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
      keepClassNames: true,
    },
    module: { type: 'commonjs', ignoreDynamic: true },
  });
  module._compile(code, filename);
};
