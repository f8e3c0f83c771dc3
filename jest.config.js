const { paths } = require('./tsconfig.json').compilerOptions;

/** ESM-only packages that the CommonJS test runtime needs transformed. */
const esmPackages = ['@nestjs', 'content-disposition', 'cookie', 'jose', 'nanoid', 'uuid'].join('|');

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
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
        // Only what migrates a database needs TypeORM, which takes long to load.
        module: { type: 'commonjs', lazy: ['typeorm'] },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/)?(${esmPackages})/)`],
};

/** Runs against a real PostgreSQL and Kafka, started for the run unless TEST_DATABASE_URL and TEST_KAFKA_BROKERS are set. */
const withServers = {
  ...base,
  globalSetup: '<rootDir>/libs/testing/global-setup.js',
  globalTeardown: '<rootDir>/libs/testing/global-teardown.js',
};

module.exports = {
  // What a test does is bounded by its number of runs; this ends what hangs. A wait inside a test has its own, shorter limit.
  testTimeout: 300_000,
  testSequencer: '<rootDir>/libs/testing/largest-first.js',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,tools,test}/**/*.unit.spec.ts'] },
    { ...base, displayName: 'architecture', testMatch: ['<rootDir>/test/architecture/**/*.spec.ts'] },
    {
      ...withServers,
      displayName: 'int',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.int.spec.ts'],
    },
    {
      ...withServers,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
    },
    {
      ...withServers,
      displayName: 'console',
      testMatch: ['<rootDir>/test/console/**/*.spec.ts'],
    },
    {
      ...withServers,
      displayName: 'long',
      testMatch: ['<rootDir>/{apps,libs,tools,test}/**/*.long.spec.ts'],
      testPathIgnorePatterns: [],
    },
    {
      ...withServers,
      displayName: 'resilience',
      testMatch: ['<rootDir>/test/resilience/**/*.spec.ts'],
    },
  ],
};
