const SPEC = '\\.spec\\.ts$';
/** What only specs use: it is not compiled into an image either. */
const TEST_CODE = `${SPEC}|\\.fixture\\.ts$|^libs/testing/|^libs/[^/]+/test/|^test/|^tools/(bench|test-run)/`;
const ALL = '^(apps|libs|tools|test)/';

/** One rule: nothing in `from` may import anything in `to`. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-unresolvable',
      'An import that cannot be resolved would satisfy every other rule in silence.',
      {},
      { couldNotResolve: true },
    ),
    forbid('no-cycles', 'Data moves one way, and so do imports.', {}, { circular: true }),
    forbid('no-spec-imported', 'A spec is an end: nothing builds on it.', {}, { path: SPEC }),
    forbid(
      'no-dev-dependency-in-production',
      'An image has no development dependencies.',
      { path: '^(apps|libs)/[^/]+/src/|^tools/(ops|topics|zoom-sandbox)/src/', pathNot: TEST_CODE },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'testing-only-in-tests',
      'Production code knows nothing of the tests.',
      { path: '^(apps|libs|tools)/', pathNot: TEST_CODE },
      { path: TEST_CODE },
    ),

    forbid(
      'no-app-to-app',
      'Apps meet on the wire, in the language of libs/contracts.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid('no-lib-to-app', 'A library does not know who uses it.', { path: '^libs/' }, { path: '^apps/' }),
    forbid(
      'no-lib-to-tool',
      'Nor does it know the tools; the tests share the servers of the local stack.',
      { path: '^libs/', pathNot: '^libs/testing/' },
      { path: '^tools/' },
    ),
    forbid(
      'no-app-to-tool',
      'A stand-in or an operating tool is never a part of an app.',
      { path: '^apps/', pathNot: SPEC },
      { path: '^tools/' },
    ),
    forbid(
      'contracts-stand-alone',
      'Other services import the contracts as a package.',
      { path: '^libs/contracts/src/', pathNot: SPEC },
      { path: '^(libs|apps|tools)/|node_modules/(@nestjs|typeorm|kafkajs|pg)/', pathNot: '^libs/contracts/' },
    ),
    forbid(
      'kernel-stands-alone',
      'The kernel has no dependencies.',
      { path: '^libs/kernel/', pathNot: SPEC },
      { path: '^(libs|apps|tools)/|node_modules/', pathNot: '^libs/kernel/' },
    ),
    forbid(
      'client-knows-contracts-only',
      'Other services import the client as a package.',
      { path: '^libs/conferencing-client/', pathNot: SPEC },
      { path: '^(libs|apps|tools)/', pathNot: '^libs/(conferencing-client|contracts)/' },
    ),
    forbid(
      'kafkajs-only-in-messaging',
      'The client library stays replaceable behind its port.',
      { path: ALL, pathNot: '^libs/messaging/' },
      { path: 'node_modules/kafkajs/' },
    ),

    forbid(
      'domain-is-pure',
      'Decisions depend on nothing but themselves and the kernel.',
      { path: '^apps/([^/]+)/src/domain/', pathNot: SPEC },
      { pathNot: '^(apps/$1/src/domain|libs/kernel)/' },
    ),
    forbid(
      'application-knows-ports-only',
      'A use case loads, decides and saves through ports.',
      { path: '^apps/([^/]+)/src/application/', pathNot: SPEC },
      { pathNot: '^(apps/$1/src/(application|domain)|libs/kernel|node_modules/@nestjs/common)/' },
    ),
    forbid(
      'edge-never-persistence',
      'The edge translates; it reaches no table and no adapter.',
      { path: '^apps/[^/]+/src/edge/', pathNot: SPEC },
      { path: '^apps/[^/]+/src/(persistence|directory)/|node_modules/(typeorm|pg|@nestjs/typeorm)/' },
    ),
    forbid(
      'persistence-serves-only',
      'Adapters of ports do not know who calls them.',
      { path: '^apps/[^/]+/src/(persistence|directory)/', pathNot: SPEC },
      { path: '^apps/[^/]+/src/(edge|application)/' },
    ),
    forbid(
      'projections-never-edge',
      'A projection does not know over which transport it is asked.',
      { path: '^apps/[^/]+/src/projections/', pathNot: SPEC },
      { path: '^apps/[^/]+/src/edge/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
