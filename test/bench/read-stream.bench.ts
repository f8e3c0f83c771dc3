import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, openPool } from '@conferencing/database';
import { startApp } from '@conferencing/testing';
import { applyBatch } from '../../apps/read-models/src/projections/apply-batch.js';
import { projected } from '../../apps/read-models/src/projections/events.fixture.js';
import { migratedDatabase } from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { ACCOUNT } from './read-models/project.js';

export const name = 'the stream, 100 events/s, from the commit to the client';

const EVENTS = 1_000;
const INTERVAL_MS = 10;
const STREAMS = 1_000;
const NO_KAFKA = '127.0.0.1:1';

async function openReaders(env: Record<string, string>): Promise<ChildProcess> {
  const hook = resolve(__dirname, '../../libs/testing/typescript-hook.js');
  const child = fork(join(__dirname, 'read-models/stream-readers.ts'), [], {
    execArgv: ['-r', hook],
    env: { ...process.env, ...env },
  });
  await once(child, 'message');
  return child;
}

/** One event after the other, each in a transaction of its own, at an even pace. */
async function happen(database: Database, service: number): Promise<void> {
  const began = performance.now();
  for (let version = 1; version <= EVENTS; version += 1) {
    await sleep(Math.max(0, began + version * INTERVAL_MS - performance.now()));
    const record = projected({ service, version, occurredAt: new Date().toISOString() });
    await database.transaction((tx) => applyBatch(tx, version % 6, [record]));
  }
}

async function delays(readers: ChildProcess, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let look = 0; all.length < count && look < 100; look += 1) {
    readers.send('delays');
    const [message] = (await once(readers, 'message')) as [{ delays: number[] }];
    for (const delay of message.delays) all.push(delay);
    if (all.length < count) await sleep(100);
  }
  if (all.length !== count) throw new Error(`${all.length} of ${count} events have arrived`);
  return all;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}

export async function run(): Promise<Figure[]> {
  const test = await migratedDatabase();
  const database = new Database(openPool({ url: test.url, size: 2, applicationName: 'bench' }, () => undefined));
  const settings = { DATABASE_URL: test.url, KAFKA_BROKERS: NO_KAFKA, LOG_LEVEL: 'silent' };
  const app = await startApp('read-models', settings, { waitUntilReady: false });
  while (!(await fetch(`${app.url}/health/live`).catch(() => undefined))?.ok) await new Promise(setImmediate);
  const measure = async (streams: number, service: number): Promise<number> => {
    const readers = await openReaders({
      STREAM_URL: app.url,
      STREAM_TOKEN: app.settings.PLATFORM_TOKEN ?? '',
      STREAM_ACCOUNT: ACCOUNT,
      STREAM_COUNT: String(streams),
    });
    await happen(database, service);
    const p99 = percentile(await delays(readers, EVENTS * streams), 0.99);
    readers.disconnect();
    await once(readers, 'exit');
    return Math.max(1, p99);
  };
  try {
    await measure(1, 1);
    const one = await measure(1, 2);
    const many = await measure(STREAMS, 3);
    const limit = { name: 'one stream', value: one };
    return [{ name: '1,000 streams, p99 in ms', value: many, limit, target: { atMost: 3 } }];
  } finally {
    await app.stop();
    await database.pool.end();
    await test.drop();
  }
}
