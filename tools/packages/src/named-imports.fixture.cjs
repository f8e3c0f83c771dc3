'use strict';
const { createRequire } = require('node:module');
const { join } = require('node:path');

/**
 * An ES module that imports every name which the entry points export. A name that Node does not find in a CommonJS file
 * before it runs it is a SyntaxError. Resolves from the working directory.
 *
 * @returns the module's text; it prints how many names there are, and ends with an error if one is undefined
 */
exports.namedImports = (specifiers) => {
  const load = createRequire(join(process.cwd(), 'reader.mjs'));
  const imports = specifiers.map((specifier, index) => ({
    specifier,
    names: Object.keys(load(specifier)).map((name) => [name, `${name}_${index}`]),
  }));
  const lines = imports.map(
    ({ specifier, names }) => `import { ${names.map((pair) => pair.join(' as ')).join(', ')} } from '${specifier}';`,
  );
  const locals = imports.flatMap(({ names }) => names.map(([, local]) => local));
  return `${lines.join('\n')}
    const values = { ${locals.join(', ')} };
    const missing = Object.keys(values).filter((name) => values[name] === undefined);
    if (missing.length > 0) throw new Error(missing.join(', '));
    console.log(Object.keys(values).length);`;
};
