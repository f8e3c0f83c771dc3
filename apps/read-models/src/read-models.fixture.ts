import { encodeConferencingTombstone, encodeConferencingUpdated, TOPICS } from '@conferencing/contracts';
import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import { migrate, queryableOn } from '@conferencing/database';
import { createHttpApp } from '@conferencing/http-edge';
import { KafkajsKafka, type KafkaPort, readKafkaSettings } from '@conferencing/messaging';
import { createMigratedDatabase, eventually, type TestDatabase } from '@conferencing/testing';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import { freePort } from '@conferencing/servers';
import { CredentialStore } from './callers/credential-store.js';
import { connectTransports } from './connect-transports.js';
import { READ_MODELS_SCHEMA } from './persistence/read-models.schema.js';
import { id } from './projections/events.fixture.js';
import type { ProjectedTombstone } from './projections/projected-record.js';
import { type ReadModelsSettings, readModelsSettings } from './read-models.config.js';
import { ReadModelsModule } from './read-models.module.js';

export const PLATFORM_TOKEN = 'test-platform-token-0123456789';

export function kafkaAt(brokers: string): KafkaPort {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  return new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: brokers }), silent);
}

/** Creates the topic as the stack does. */
export async function createTopic(kafka: KafkaPort, name: string = TOPICS.conferencingUpdated): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics([{ name, partitions: 6, replicationFactor: 1, config: { 'cleanup.policy': 'compact' } }]);
  await admin.close();
}

/** `acct_000000000001` and so on exist from the start. */
const KNOWN_ACCOUNTS = 20;

/** @param server an administrator's URL of another server than that of the test run */
export async function migratedDatabase(accounts = KNOWN_ACCOUNTS, server?: string): Promise<TestDatabase> {
  const bring = (url: string) => migrate(url, READ_MODELS_SCHEMA);
  const database = await createMigratedDatabase('read_models', bring, server);
  const pool = new Pool({ connectionString: database.url, max: 1 });
  await new CredentialStore(queryableOn(pool)).learn(
    Array.from({ length: accounts }, (_, n) => ({ type: 'account', id: id('acct', n + 1) })),
  );
  await pool.end();
  return database;
}

export type Published = ConferencingUpdatedV1 | ProjectedTombstone;

function encode(one: Published) {
  return 'kind' in one
    ? encodeConferencingTombstone(one, { id: 'evt_00000000dead', version: one.version, time: one.occurred_at })
    : encodeConferencingUpdated(one);
}

export interface Publisher {
  publish(...events: Published[]): Promise<void>;
  /** For any number of events. */
  publishAll(events: Iterable<Published>): Promise<void>;
  close(): Promise<void>;
}

export async function publisherTo(kafka: KafkaPort, name: string = TOPICS.conferencingUpdated): Promise<Publisher> {
  const producer = kafka.producer();
  await producer.connect();
  const publishAll = async (events: Iterable<Published>) => {
    const records = Array.from(events, encode);
    for (let from = 0; from < records.length; from += 2_000) {
      await producer.send(name, records.slice(from, from + 2_000));
    }
  };
  return {
    publish: (...events) => publishAll(events),
    publishAll,
    close: () => producer.close(),
  };
}

export interface RunningReadModels {
  app: NestFastifyApplication;
  settings: ReadModelsSettings;
  url: string;
  /** GET as an internal caller. */
  get(path: string, account: string, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** One process of the read models, inside this one. @param more modules of a test's own */
export async function startReadModels(
  databaseUrl: string,
  brokers: string,
  overrides: Record<string, string> = {},
  more: readonly Type[] = [],
): Promise<RunningReadModels> {
  const settings = readModelsSettings.parse({
    HOST: '127.0.0.1',
    HTTP_PORT: '0',
    TCP_PORT: String(await freePort()),
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: brokers,
    PLATFORM_TOKEN,
    LOG_LEVEL: 'error',
    ...overrides,
  });
  const { module, imports = [], ...rest } = ReadModelsModule.forRoot(settings);
  const app = await createHttpApp(
    { ...rest, module, imports: [...imports, ...more] },
    {
      service: 'read-models',
      logLevel: settings.LOG_LEVEL,
      api: { title: 'Read models', description: '', version: '1.0', accounts: true },
    },
  );
  connectTransports(app, settings);
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const { QUERY_OVER_KAFKA } = settings;
  const ready = async () => ((await (await fetch(`${url}/health/ready`)).json()) as { status: string }).status === 'ok';
  if (QUERY_OVER_KAFKA) await eventually(ready, { timeoutMs: 30_000 });
  return {
    app,
    settings,
    url,
    get: async (path, account, headers) => {
      const answer = await fetch(`${url}${path}`, {
        headers: { authorization: `Bearer ${PLATFORM_TOKEN}`, 'x-account-id': account, ...headers },
      });
      return { status: answer.status, body: await answer.json() };
    },
    close: () => app.close(),
  };
}
