import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { type AppSettings, startApp, startPrivateKafka } from '@conferencing/testing';
import { LIVE } from '../../apps/read-models/src/persistence/generation.js';
import { event } from '../../apps/read-models/src/projections/events.fixture.js';
import { PROJECTIONS } from '../../apps/read-models/src/projections/projections.js';
import { createTopic, kafkaAt, migratedDatabase, publisherTo } from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { copyChunks, copyInto, rowsOf } from './read-models/copy-rows.js';
import { savedPerSecond } from './read-models/nest-typeorm-consumer.js';
import { shapeOf } from './read-models/project.js';
import { median } from './relay/median.js';

export const name = 'projecting 100,000 events from the topic';

const EVENTS = 100_000;
/** Events before the measurement, because a new process still compiles. */
const WARM_UP = 30_000;
const ALL = WARM_UP + EVENTS;
const ROUNDS = 3;
const POLL_MS = 5;

/** The keys change in turns: first each is new, then each changes again. */
function* eventsOf(keys: number, firstService: number): Iterable<ConferencingUpdatedV1> {
  for (let n = 0; n < ALL; n += 1) {
    const shape = shapeOf(n % keys);
    yield event({ ...shape, service: firstService + (shape.service ?? 0), version: Math.floor(n / keys) + 1 });
  }
}

interface Progress {
  /** Records, of all partitions. */
  applied: number;
  /** Processes that have partitions. */
  owners: number;
}

async function progress(database: Database): Promise<Progress> {
  const { rows } = await database.pool.query<Progress>(
    'SELECT coalesce(sum(next_offset), 0)::float8 AS applied, count(DISTINCT owner)::int AS owners FROM consumer_offsets',
  );
  return rows[0]!;
}

/** Partition → offset of the next record to apply. */
type Offsets = Record<string, number>;

async function offsets(database: Database): Promise<Offsets> {
  const { rows } = await database.pool.query<{ partition: number; next_offset: string }>(
    'SELECT partition, next_offset FROM consumer_offsets',
  );
  return Object.fromEntries(rows.map(({ partition, next_offset }) => [partition, Number(next_offset)]));
}

async function startAt(database: Database, from: Offsets): Promise<void> {
  for (const { table } of PROJECTIONS) await database.pool.query(`TRUNCATE ${LIVE}.${table}`);
  await database.pool.query(
    'UPDATE consumer_offsets SET next_offset = coalesce(($1::jsonb ->> partition::text)::bigint, 0)',
    [JSON.stringify(from)],
  );
}

/**
 * Events per second by this many processes, into tables that were empty before the warm-up: from the moment when each
 * process has partitions to the last event.
 */
async function projectedPerSecond(
  database: Database,
  settings: AppSettings,
  from: Offsets,
  processes: number,
): Promise<number> {
  await startAt(database, from);
  const before = (await progress(database)).applied;
  const apps = await Promise.all(
    Array.from({ length: processes }, () => startApp('read-models', settings, { waitUntilReady: false })),
  );
  let first: { at: number; count: number } | undefined;
  try {
    for (;;) {
      const { applied, owners } = await progress(database);
      const at = performance.now();
      const count = applied - before;
      if (count >= WARM_UP && owners === processes) first ??= { at, count };
      if (count >= ALL) {
        if (first === undefined) throw new Error('Not every process had a part in it');
        return ((count - first.count) / (at - first.at)) * 1_000;
      }
      if (apps.some(({ process }) => !process.running)) throw new Error(apps.map((app) => app.log()).join('\n'));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
}

/**
 * The rows that the projections wrote, copied into the same tables with the same indexes by COPY alone; in events per
 * second.
 */
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
  return (ALL / (performance.now() - began)) * 1_000;
}

export async function run(): Promise<Figure[]> {
  const kafka = await startPrivateKafka();
  const test = await migratedDatabase();
  const database = new Database(openPool({ url: test.url, size: 2, applicationName: 'bench' }, () => undefined));
  const settings = { DATABASE_URL: test.url, KAFKA_BROKERS: kafka.brokers };
  const saved: number[] = [];
  const measure = async (keys: number, firstService: number): Promise<Measured> => {
    const from = await offsets(database);
    const topic = await publisherTo(kafkaAt(kafka.brokers));
    await topic.publishAll(eventsOf(keys, firstService));
    await topic.close();
    const [byOne, byTwo, copied]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      byOne.push(await projectedPerSecond(database, settings, from, 1));
      saved.push(await savedPerSecond(test.url, kafka.brokers));
      byTwo.push(await projectedPerSecond(database, settings, from, 2));
      copied.push(await copiedPerSecond(database));
    }
    return { keys, byOne: median(byOne), byTwo: median(byTwo), copied: median(copied) };
  };
  try {
    await createTopic(kafkaAt(kafka.brokers));
    const measured = [await measure(5_000, 0), await measure(100_000, 10_000)];
    return measured.flatMap((one) => figuresOf(one, median(saved)));
  } finally {
    await database.pool.end();
    await test.drop();
    await kafka.stop();
  }
}

interface Measured {
  keys: number;
  byOne: number;
  byTwo: number;
  copied: number;
}

/** The competitor is one process, while COPY has the whole machine: two cores for two processes. */
function figuresOf({ keys, byOne, byTwo, copied }: Measured, saved: number): Figure[] {
  const title = (processes: string) => `events/s, ${keys.toLocaleString('en')} keys, ${processes}`;
  const copy = { name: 'COPY of the resulting rows, with the indexes', value: copied };
  return [
    {
      name: title('one process'),
      value: byOne,
      limit: { name: 'ServerKafka and save(), one process', value: saved },
      target: { atLeast: 30 },
    },
    { name: title('one process'), value: byOne, limit: copy },
    { name: title('two processes'), value: byTwo, limit: copy, target: { atLeast: 0.6 } },
  ];
}
