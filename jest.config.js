const { paths } = require('./tsconfig.json').compilerOptions;

/** ESM-only packages that the CommonJS test runtime needs transformed. */
const esmPackages = ['@nestjs', 'cookie', 'jose', 'nanoid', 'uuid'].join('|');

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  moduleNameMapper: {
    ...Object.fromEntries(Object.entries(paths).map(([alias, [target]]) => [`^${alias}$`, `<rootDir>/${target}`])),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '\\.(ts|m?js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/)?(${esmPackages})/)`],
};

module.exports = {
  projects: [{ ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,tools,test}/**/*.unit.spec.ts'] }],
};
