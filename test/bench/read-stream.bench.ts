import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, openPool } from '@conferencing/database';
import { startApp } from '@conferencing/testing';
import { changeAll } from '../../apps/read-models/src/projections/change-all.js';
import { projected } from '../../apps/read-models/src/projections/events.fixture.js';
import { migratedDatabase } from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { ACCOUNT } from './read-models/project.js';

export const name = 'the stream, 100 events/s, from the commit to the client';

const EVENTS = 1_000;
const WARM_UP_EVENTS = 200;
const INTERVAL_MS = 10;
const STREAMS = 1_000;
/** Of so many streams one is timed; it is opened after the others, so that its turn comes after theirs. */
const TIMED_ONE_IN = 50;
const NO_KAFKA = '127.0.0.1:1';
const PATIENCE_MS = 15_000;

interface Report {
  delays: number[];
  /** Bytes of the stream that has got the least. */
  least: number;
}

/** A process with open streams. */
class Readers {
  private constructor(private readonly child: ChildProcess) {}

  static async start(env: Record<string, string>): Promise<Readers> {
    const hook = resolve(__dirname, '../../libs/testing/typescript-hook.js');
    const child = fork(join(__dirname, 'read-models/stream-readers.ts'), [], {
      execArgv: ['-r', hook],
      env: { ...process.env, ...env },
    });
    const readers = new Readers(child);
    await readers.answer();
    return readers;
  }

  async open(count: number): Promise<void> {
    await this.ask({ open: count });
  }

  async report(): Promise<Report> {
    return (await this.ask({})) as Report;
  }

  async close(): Promise<void> {
    this.child.disconnect();
    await once(this.child, 'exit');
  }

  private async ask(question: { open?: number }): Promise<unknown> {
    this.child.send(question);
    return this.answer();
  }

  private async answer(): Promise<unknown> {
    const settled = new AbortController();
    const died = once(this.child, 'exit', settled).then(() => Promise.reject(new Error('The readers have ended')));
    try {
      const [answer] = (await Promise.race([once(this.child, 'message', settled), died])) as [unknown];
      return answer;
    } finally {
      settled.abort();
      died.catch(() => undefined);
    }
  }
}

/** One event after the other, each in a transaction of its own, at an even pace. Resolves to the bytes of their values. */
async function happen(database: Database, service: number, events: number): Promise<number> {
  const began = performance.now();
  let bytes = 0;
  for (let version = 1; version <= events; version += 1) {
    await sleep(Math.max(0, began + version * INTERVAL_MS - performance.now()));
    const record = projected({ service, version, occurredAt: new Date().toISOString() });
    bytes += record.value.length;
    await database.transaction((tx) => changeAll(version % 6, [record])(tx));
  }
  return bytes;
}

/** Every delay of the timed streams, once all streams have got everything. */
async function arrived(timed: Readers, others: Readers, delays: number, bytes: number): Promise<number[]> {
  const all: number[] = [];
  for (const giveUp = performance.now() + PATIENCE_MS; performance.now() < giveUp; await sleep(100)) {
    const reports = [await timed.report(), await others.report()] as const;
    for (const delay of reports[0].delays) all.push(delay);
    if (all.length >= delays && reports.every(({ least }) => least >= bytes)) return all;
  }
  throw new Error(`${all.length} of ${delays} events have arrived at the timed streams, or too little at the others`);
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
  const env = { STREAM_URL: app.url, STREAM_TOKEN: app.settings.PLATFORM_TOKEN ?? '', STREAM_ACCOUNT: ACCOUNT };
  const measure = async (streams: number, service: number, events = EVENTS): Promise<number> => {
    const timed = await Readers.start({ ...env, STREAM_TIMED: 'yes' });
    const others = await Readers.start(env);
    const timedStreams = Math.ceil(streams / TIMED_ONE_IN);
    for (let n = 0; n < timedStreams; n += 1) {
      await others.open(Math.min(TIMED_ONE_IN, streams) - 1);
      await timed.open(1);
    }
    const bytes = await happen(database, service, events);
    const p99 = percentile(await arrived(timed, others, events * timedStreams, bytes), 0.99);
    await Promise.all([timed.close(), others.close()]);
    return Math.max(1, p99);
  };
  try {
    await measure(1, 1, WARM_UP_EVENTS);
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
