/** A file that breaks exactly one rule, in a place where a developer might do so. */
export interface Plant {
  rule: string;
  file: string;
  imports: string;
  /** Other files that the import needs. */
  besides?: Readonly<Record<string, string>>;
}

const app = 'apps/conferencing/src';

export const plants: readonly Plant[] = [
  { rule: 'no-unresolvable', file: `${app}/edge/http/lost.ts`, imports: '@conferencing/misspelt' },
  {
    rule: 'no-cycles',
    file: 'libs/outbox/src/egg.ts',
    imports: './hen.js',
    besides: { 'libs/outbox/src/hen.ts': './egg.js' },
  },
  {
    rule: 'no-spec-imported',
    file: 'libs/outbox/src/borrowing.ts',
    imports: './relay.unit.spec.js',
    besides: { 'libs/outbox/src/relay.unit.spec.ts': '' },
  },
  { rule: 'no-dev-dependency-in-production', file: 'libs/outbox/src/checked.ts', imports: 'fast-check' },
  { rule: 'testing-only-in-tests', file: `${app}/edge/http/tested.ts`, imports: '@conferencing/testing' },
  {
    rule: 'testing-only-in-tests',
    file: 'libs/outbox/src/filled.ts',
    imports: './rows.fixture.js',
    besides: { 'libs/outbox/src/rows.fixture.ts': '' },
  },
  { rule: 'no-app-to-app', file: `${app}/edge/http/neighbour.ts`, imports: '../../../../read-models/src/view.js' },
  { rule: 'no-lib-to-app', file: 'libs/outbox/src/client.ts', imports: '../../../apps/read-models/src/view.js' },
  { rule: 'no-lib-to-tool', file: 'libs/outbox/src/tool.ts', imports: '../../../tools/topics/src/tool.js' },
  { rule: 'no-lib-to-tool', file: 'libs/testing/src/tool.ts', imports: '../../../tools/topics/src/tool.js' },
  { rule: 'servers-outside-services', file: `${app}/start-broker.ts`, imports: '@conferencing/servers' },
  { rule: 'servers-stand-alone', file: 'libs/servers/src/wait.ts', imports: '@conferencing/kernel' },
  { rule: 'no-app-to-tool', file: `${app}/edge/http/tool.ts`, imports: '../../../../../tools/topics/src/tool.js' },
  { rule: 'ops-through-operate', file: 'tools/ops/src/count.ts', imports: '../../../apps/read-models/src/view.js' },
  { rule: 'ops-through-operate', file: 'tools/ops/src/make.ts', imports: '../../topics/src/tool.js' },
  { rule: 'operate-for-operators', file: `${app}/edge/http/repair.ts`, imports: '../../operate/repair.js' },
  { rule: 'contracts-stand-alone', file: 'libs/contracts/src/id.ts', imports: '@conferencing/kernel' },
  { rule: 'contracts-stand-alone', file: 'libs/contracts/src/row.ts', imports: 'typeorm' },
  { rule: 'kernel-stands-alone', file: 'libs/kernel/src/names.ts', imports: '@conferencing/contracts' },
  { rule: 'kernel-stands-alone', file: 'libs/kernel/src/shape.ts', imports: 'zod' },
  { rule: 'callers-reach-nothing', file: 'libs/callers/src/find.ts', imports: '@conferencing/contracts' },
  { rule: 'callers-reach-nothing', file: 'libs/callers/src/log.ts', imports: '@nestjs/common' },
  { rule: 'postgres-knows-the-driver-only', file: 'libs/postgres/src/log.ts', imports: '@nestjs/common' },
  { rule: 'postgres-knows-the-driver-only', file: 'libs/postgres/src/up.ts', imports: '@conferencing/contracts' },
  { rule: 'database-stands-on-postgres', file: 'libs/outbox/src/save.ts', imports: '@conferencing/database' },
  { rule: 'migrations-import-nothing', file: `${app}/persistence/migrations/1-a.migration.ts`, imports: '../row.js' },
  { rule: 'typeorm-only-migrates', file: `${app}/persistence/entity.ts`, imports: 'typeorm' },
  { rule: 'outbox-knows-no-nest', file: 'libs/outbox/src/inject.ts', imports: '@nestjs/common' },
  { rule: 'messaging-kafka', file: 'libs/messaging/src/kafka/up.ts', imports: '../apply/ground.js' },
  { rule: 'messaging-kafkajs', file: 'libs/messaging/src/kafkajs/up.ts', imports: '../apply/ground.js' },
  { rule: 'messaging-topics', file: 'libs/messaging/src/topics/up.ts', imports: '../kafkajs/ground.js' },
  { rule: 'messaging-apply', file: 'libs/messaging/src/apply/up.ts', imports: '../parking/ground.js' },
  { rule: 'messaging-parking', file: 'libs/messaging/src/parking/up.ts', imports: '../consumer/ground.js' },
  { rule: 'messaging-consumer', file: 'libs/messaging/src/consumer/up.ts', imports: '../nest/ground.js' },
  { rule: 'messaging-nest', file: 'libs/messaging/src/nest/round.ts', imports: '../index.js' },
  { rule: 'messaging-nest-on-top', file: 'libs/messaging/src/consumer/log.ts', imports: '@nestjs/common' },
  {
    rule: 'client-knows-contracts-only',
    file: 'libs/conferencing-client/src/log.ts',
    imports: '@conferencing/messaging',
  },
  { rule: 'kafkajs-behind-its-port', file: 'libs/outbox/src/send.ts', imports: 'kafkajs' },
  { rule: 'kafkajs-behind-its-port', file: 'libs/messaging/src/consumer/send.ts', imports: 'kafkajs' },
  { rule: 'domain-is-pure', file: `${app}/domain/words.ts`, imports: '@conferencing/contracts' },
  { rule: 'domain-is-pure', file: `${app}/domain/hash.ts`, imports: 'node:crypto' },
  { rule: 'domain-is-pure', file: `${app}/domain/injected.ts`, imports: '@nestjs/common' },
  { rule: 'domain-is-pure', file: `${app}/domain/stored.ts`, imports: '../persistence/row.js' },
  { rule: 'application-knows-ports-only', file: `${app}/application/save.ts`, imports: '../persistence/row.js' },
  { rule: 'application-knows-ports-only', file: `${app}/application/query.ts`, imports: 'typeorm' },
  { rule: 'application-knows-ports-only', file: `${app}/application/publish.ts`, imports: '@conferencing/messaging' },
  { rule: 'edge-never-persistence', file: `${app}/edge/http/list.ts`, imports: '../../persistence/row.js' },
  { rule: 'edge-never-persistence', file: `${app}/edge/http/users.ts`, imports: '../../directory/zoom/zoom.js' },
  { rule: 'edge-never-persistence', file: `${app}/edge/http/select.ts`, imports: 'pg' },
  {
    rule: 'root-module-lists-slices',
    file: `${app}/conferencing.module.ts`,
    imports: './persistence/row.js',
  },
  { rule: 'persistence-serves-only', file: `${app}/persistence/call.ts`, imports: '../application/use-case.js' },
  { rule: 'persistence-serves-only', file: `${app}/directory/zoom/answer.ts`, imports: '../../edge/http/answer.js' },
  { rule: 'edge-is-an-end', file: `${app}/projections/current/reply.ts`, imports: '../../edge/http/answer.js' },
  { rule: 'edge-is-an-end', file: `${app}/rebuild/load.ts`, imports: '../edge/http/answer.js' },
];

/** The targets of the planted imports: files that break no rule. */
export const innocents: readonly string[] = [
  'apps/read-models/src/view.ts',
  'tools/topics/src/tool.ts',
  'libs/contracts/src/index.ts',
  'libs/kernel/src/index.ts',
  'libs/database/src/index.ts',
  'libs/messaging/src/index.ts',
  'libs/servers/src/index.ts',
  ...['kafkajs', 'apply', 'parking', 'consumer', 'nest'].map((floor) => `libs/messaging/src/${floor}/ground.ts`),
  'libs/testing/src/index.ts',
  `${app}/operate/repair.ts`,
  'tools/ops/src/command.ts',
  `${app}/persistence/row.ts`,
  `${app}/directory/zoom/zoom.ts`,
  `${app}/application/use-case.ts`,
  `${app}/edge/http/answer.ts`,
];
