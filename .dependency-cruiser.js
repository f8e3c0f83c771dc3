const SPEC = '\\.spec\\.ts$';
/** What only specs use: it is not compiled into an image either. */
const TEST_CODE = `${SPEC}|\\.fixture\\.ts$|^libs/testing/|^libs/[^/]+/test/|^test/|^tools/(bench|release|test-run)/`;
/** Where a port is given its adapter. */
const COMPOSITION = '\\.module\\.ts$';
const ALL = '^(apps|libs|tools|test)/';
/** Each folder of libs/messaging with those that it may import. */
const MESSAGING_FLOORS = {
  kafka: [],
  kafkajs: ['kafka'],
  topics: ['kafka'],
  apply: ['kafka'],
  parking: ['apply', 'kafka'],
  consumer: ['parking', 'apply', 'kafka'],
  nest: ['consumer', 'apply', 'kafka'],
};

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
      { path: '^(apps|libs)/[^/]+/src/|^tools/(local-stack|ops|topics|zoom-sandbox)/src/', pathNot: TEST_CODE },
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
    forbid('no-lib-to-tool', 'Nor does it know the tools.', { path: '^libs/' }, { path: '^tools/' }),
    forbid(
      'servers-outside-services',
      'A service connects to servers; it starts none.',
      { path: '^(apps|libs)/', pathNot: `${TEST_CODE}|^libs/servers/` },
      { path: '^libs/servers/' },
    ),
    forbid(
      'servers-stand-alone',
      'Servers and processes run whatever they are for.',
      { path: '^libs/servers/' },
      { path: '^(libs|apps|tools)/', pathNot: '^libs/servers/' },
    ),
    forbid(
      'no-app-to-tool',
      'A stand-in or an operating tool is never a part of an app.',
      { path: '^apps/', pathNot: TEST_CODE },
      { path: '^tools/' },
    ),
    forbid(
      'ops-through-operate',
      'What a command does belongs to the app that owns the data; the command line shows it.',
      { path: '^tools/ops/src/' },
      { path: '^(apps|tools)/', pathNot: '^tools/ops/|^apps/[^/]+/src/operate/' },
    ),
    forbid(
      'operate-for-operators',
      'An app does not run the work of its operators.',
      { path: '^apps/', pathNot: `${TEST_CODE}|^apps/[^/]+/src/operate/` },
      { path: '^apps/[^/]+/src/operate/' },
    ),
    forbid(
      'contracts-stand-alone',
      'Other services import the contracts as a package.',
      { path: '^libs/contracts/src/', pathNot: TEST_CODE },
      { path: '^(libs|apps|tools)/|node_modules/(@nestjs|typeorm|kafkajs|pg)/', pathNot: '^libs/contracts/' },
    ),
    forbid(
      'kernel-stands-alone',
      'The kernel has no dependencies.',
      { path: '^libs/kernel/', pathNot: TEST_CODE },
      { path: '^(libs|apps|tools)/|node_modules/', pathNot: '^libs/kernel/' },
    ),
    forbid(
      'postgres-knows-the-driver-only',
      'What every library builds on builds on none of them.',
      { path: '^libs/postgres/', pathNot: TEST_CODE },
      { path: '^(libs|apps|tools)/|node_modules/', pathNot: '^libs/(postgres|kernel)/|node_modules/(@types/)?pg/' },
    ),
    forbid(
      'database-stands-on-postgres',
      'What knows no Nest builds on libs/postgres; libs/database is its face for the apps.',
      { path: '^libs/(outbox|messaging|contracts|conferencing-client)/', pathNot: TEST_CODE },
      { path: '^libs/database/' },
    ),
    forbid(
      'typeorm-only-migrates',
      'Statements are SQL; TypeORM runs migrations.',
      { path: ALL, pathNot: `${TEST_CODE}|^libs/database/src/schema/data-source\\.ts$` },
      { path: 'node_modules/typeorm/' },
    ),
    forbid(
      'migrations-import-nothing',
      'A change elsewhere never alters what a released migration makes.',
      { path: '\\.migration\\.ts$' },
      { path: '.' },
    ),
    forbid(
      'outbox-knows-no-nest',
      'A service of any framework can use the outbox.',
      { path: '^libs/outbox/src/', pathNot: TEST_CODE },
      { path: 'node_modules/@nestjs/' },
    ),
    ...Object.entries(MESSAGING_FLOORS).map(([floor, below]) =>
      forbid(
        `messaging-${floor}`,
        `libs/messaging is built in floors; ${floor} stands on ${below.join(', ') || 'the ground'}.`,
        { path: `^libs/messaging/src/${floor}/`, pathNot: TEST_CODE },
        { path: '^libs/messaging/src/', pathNot: `^libs/messaging/src/(${[floor, ...below].join('|')})/` },
      ),
    ),
    forbid(
      'messaging-nest-on-top',
      'What consumes, parks and applies knows no Nest.',
      { path: '^libs/messaging/src/', pathNot: `${TEST_CODE}|^libs/messaging/src/nest/` },
      { path: 'node_modules/@nestjs/' },
    ),
    forbid(
      'callers-reach-nothing',
      'How a caller proves who they are is computed from what the app has looked up.',
      { path: '^libs/callers/', pathNot: TEST_CODE },
      { path: '^(libs|apps|tools)/|node_modules/', pathNot: '^libs/(callers|kernel)/|node_modules/jose/' },
    ),
    forbid(
      'client-knows-contracts-only',
      'Other services import the client as a package.',
      { path: '^libs/conferencing-client/', pathNot: TEST_CODE },
      { path: '^(libs|apps|tools)/', pathNot: '^libs/(conferencing-client|contracts)/' },
    ),
    forbid(
      'kafkajs-behind-its-port',
      'The client library stays replaceable.',
      { path: ALL, pathNot: '^libs/messaging/(src/kafkajs|test)/' },
      { path: 'node_modules/kafkajs/' },
    ),

    forbid(
      'domain-is-pure',
      'Decisions depend on nothing but themselves and the kernel.',
      { path: '^apps/([^/]+)/src/domain/', pathNot: TEST_CODE },
      { pathNot: '^(apps/$1/src/domain|libs/kernel)/' },
    ),
    forbid(
      'application-knows-ports-only',
      'A use case loads, decides and saves through ports; hashes and signatures are computed, not reached.',
      { path: '^apps/([^/]+)/src/application/', pathNot: TEST_CODE },
      {
        pathNot: '^(apps/$1/src/(application|domain)|libs/(callers|kernel)|node_modules/@nestjs/common)/|^crypto$',
      },
    ),
    forbid(
      'edge-never-persistence',
      'The edge translates; it reaches no table and no adapter. Its modules bring both together.',
      { path: '^apps/[^/]+/src/edge/', pathNot: `${TEST_CODE}|${COMPOSITION}` },
      { path: '^apps/[^/]+/src/(persistence|directory)/|node_modules/(typeorm|pg)/' },
    ),
    forbid(
      'root-module-lists-slices',
      'What a slice provides and binds is in the module of the slice.',
      { path: '^apps/(conferencing|read-models)/src/\\1\\.module\\.ts$' },
      { path: '^apps/', pathNot: '\\.(module|config|schema)\\.ts$|/connections\\.ts$' },
    ),
    forbid(
      'persistence-serves-only',
      'Adapters of ports do not know who calls them.',
      { path: '^apps/[^/]+/src/(persistence|directory)/', pathNot: TEST_CODE },
      { path: '^apps/[^/]+/src/(edge|application)/' },
    ),
    forbid(
      'edge-is-an-end',
      'Nothing that works knows over which transport it is asked.',
      { path: '^apps/[^/]+/src/[^/]+/', pathNot: `${TEST_CODE}|${COMPOSITION}|^apps/[^/]+/src/edge/` },
      { path: '^apps/[^/]+/src/edge/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The site is a package of its own, installed only when it is built.
    exclude: { path: '^dist/|^tools/docs/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
