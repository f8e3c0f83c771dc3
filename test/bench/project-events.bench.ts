import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { startPrivateKafka } from '@conferencing/testing';
import { LIVE } from '../../apps/read-models/src/persistence/generation.js';
import { event } from '../../apps/read-models/src/projections/events.fixture.js';
import { PROJECTIONS } from '../../apps/read-models/src/projections/projections.js';
import {
  createTopic,
  kafkaAt,
  migratedDatabase,
  publisherTo,
  startReadModels,
} from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { copyChunks, copyInto, rowsOf } from './read-models/copy-rows.js';
import { savedPerSecond } from './read-models/nest-typeorm-consumer.js';
import { shapeOf } from './read-models/project.js';

export const name = 'projecting 100,000 events from the topic';

const EVENTS = 100_000;
const POLL_MS = 5;

/** The keys change in turns: first each of them is new, then each of them changes again. */
function* eventsOf(keys: number, firstService: number): Iterable<ConferencingUpdatedV1> {
  for (let n = 0; n < EVENTS; n += 1) {
    const shape = shapeOf(n % keys);
    yield event({ ...shape, service: firstService + (shape.service ?? 0), version: Math.floor(n / keys) + 1 });
  }
}

async function appliedSoFar(database: Database): Promise<number> {
  const { rows } = await database.pool.query('SELECT coalesce(sum(next_offset), 0) AS n FROM consumer_offsets');
  return Number(rows[0].n);
}

/** Events per second from the first batch that is seen to be applied up to the last one, into empty tables. */
async function projectedPerSecond(database: Database, brokers: string, url: string): Promise<number> {
  for (const { table } of PROJECTIONS) await database.pool.query(`TRUNCATE ${LIVE}.${table}`);
  const before = await appliedSoFar(database);
  const app = await startReadModels(url, brokers);
  let first: { at: number; count: number } | undefined;
  try {
    for (;;) {
      const count = (await appliedSoFar(database)) - before;
      const at = performance.now();
      if (count > 0) first ??= { at, count };
      if (first && count >= EVENTS) return ((count - first.count) / (at - first.at)) * 1_000;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    await app.close();
  }
}

/** The rows that the projecting has left, into the same tables with the same indexes, by COPY alone; in events per second. */
async function copiedPerSecond(database: Database): Promise<number> {
  const tables = await Promise.all(
    PROJECTIONS.map(async ({ table }) => ({
      table: `${LIVE}.${table}`,
      chunks: copyChunks(await rowsOf(database.pool, `${LIVE}.${table}`)),
    })),
  );
  for (const { table } of tables) await database.pool.query(`TRUNCATE ${table}`);
  const began = performance.now();
  for (const { table, chunks } of tables) await copyInto(database.pool, table, chunks);
  return (EVENTS / (performance.now() - began)) * 1_000;
}

export async function run(): Promise<Figure[]> {
  const kafka = await startPrivateKafka();
  const test = await migratedDatabase();
  const database = new Database(openPool({ url: test.url, size: 2, applicationName: 'bench' }, () => undefined));
  try {
    const port = kafkaAt(kafka.brokers);
    await createTopic(port);
    const measure = async (keys: number, firstService: number) => {
      const topic = await publisherTo(port);
      await topic.publishAll(eventsOf(keys, firstService));
      await topic.close();
      const projected = await projectedPerSecond(database, kafka.brokers, test.url);
      return {
        name: `events/s, ${keys.toLocaleString('en')} keys`,
        projected,
        copied: await copiedPerSecond(database),
      };
    };
    const measured = [await measure(5_000, 0), await measure(100_000, 10_000)];
    const saved = await savedPerSecond(test.url, kafka.brokers);
    return measured.flatMap(({ name: title, projected, copied }) => [
      {
        name: title,
        value: projected,
        limit: { name: 'COPY of the resulting rows, with the indexes', value: copied },
        target: { atLeast: 0.6 },
      },
      {
        name: title,
        value: projected,
        limit: { name: 'ServerKafka and save()', value: saved },
        target: { atLeast: 30 },
      },
    ]);
  } finally {
    await database.pool.end();
    await test.drop();
    await kafka.stop();
  }
}
