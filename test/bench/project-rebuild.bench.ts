import { Database, openPool } from '@conferencing/database';
import { requiredSetting, uniqueTopic } from '@conferencing/testing';
import { NEXT } from '../../apps/read-models/src/persistence/generation.js';
import { currentProjection } from '../../apps/read-models/src/projections/current/current.projection.js';
import { event, tombstone } from '../../apps/read-models/src/projections/events.fixture.js';
import {
  createTopic,
  kafkaAt,
  migratedDatabase,
  type Published,
  publisherTo,
} from '../../apps/read-models/src/read-models.fixture.js';
import { rebuild } from '../../apps/read-models/src/rebuild/rebuild.js';
import type { KafkaPort } from '@conferencing/messaging';
import type { Figure } from '../../libs/testing/src/figure.js';
import { copyChunks, copyInto, rowsOf } from './read-models/copy-rows.js';
import { shapeOf } from './read-models/project.js';
import { median } from './relay/median.js';

export const name = 'rebuilding from a topic with repeated keys and tombstones';

const KEYS = 20_000;
/**
 * Each key twice, because the broker compacts a topic when half of it is repetitions; every tenth key has left the
 * catalog.
 */
const ROUNDS_OF_EVENTS = 2;
const TOMBSTONE_EVERY = 10;
const ROUNDS = 3;

function* records(): Iterable<Published> {
  for (let version = 1; version <= ROUNDS_OF_EVENTS; version += 1) {
    for (let n = 0; n < KEYS; n += 1) yield event({ ...shapeOf(n), version });
  }
  const version = ROUNDS_OF_EVENTS + 1;
  for (let n = 0; n < KEYS; n += TOMBSTONE_EVERY) {
    yield event({ ...shapeOf(n), version, change: 'cleared' });
    yield tombstone({ ...shapeOf(n), version });
  }
}

/** The same rows into a new table by COPY, and its indexes. */
async function copyAndIndex(database: Database, chunks: readonly Buffer[]): Promise<number> {
  await database.pool.query(`DROP TABLE IF EXISTS ${NEXT}.${currentProjection.table}`);
  const began = performance.now();
  await database.pool.query(currentProjection.createTable(NEXT));
  await copyInto(database.pool, `${NEXT}.${currentProjection.table}`, chunks);
  for (const statement of currentProjection.createIndexes(NEXT)) await database.pool.query(statement);
  return performance.now() - began;
}

async function deleteTopic(kafka: KafkaPort, topic: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteTopics([topic]);
  await admin.close();
}

export async function run(): Promise<Figure[]> {
  const kafka = kafkaAt(requiredSetting('TEST_KAFKA_BROKERS'));
  const topic = uniqueTopic('rebuild');
  const test = await migratedDatabase();
  const database = new Database(openPool({ url: test.url, size: 2, applicationName: 'bench' }, () => undefined));
  try {
    await createTopic(kafka, topic);
    const publisher = await publisherTo(kafka, topic);
    await publisher.publishAll(records());
    await publisher.close();
    const options = { databaseUrl: test.url, kafka, topic };
    await rebuild('current', options);
    const chunks = copyChunks(await rowsOf(database.pool, `projection.${currentProjection.table}`));
    const [rebuilt, copied]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      rebuilt.push((await rebuild('current', options)).seconds * 1_000);
      copied.push(await copyAndIndex(database, chunks));
    }
    return [
      {
        name: 'rebuild, resulting rows/s',
        value: (KEYS / median(rebuilt)) * 1_000,
        limit: { name: 'COPY and indexes', value: (KEYS / median(copied)) * 1_000 },
        target: { atLeast: 0.8 },
      },
    ];
  } finally {
    await database.pool.end();
    await test.drop();
    await deleteTopic(kafka, topic);
  }
}
