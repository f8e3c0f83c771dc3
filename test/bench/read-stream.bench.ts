import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, openPool } from '@conferencing/database';
import { startApp } from '@conferencing/testing';
import { changeAll } from '../../apps/read-models/src/projections/change-all.js';
import { id, projected } from '../../apps/read-models/src/projections/events.fixture.js';
import { migratedDatabase } from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';

export const name = 'the stream, 100 events/s, from the commit to the client';

const EVENTS = 1_000;
const WARM_UP_EVENTS = 200;
const INTERVAL_MS = 10;
const STREAMS = 1_000;
/** Each gets its own events; with one account, every stream gets every event. */
const ACCOUNTS = 100;
/**
 * One of this many streams is timed, and one of each account; it is opened after the others, so that its turn comes
 * after theirs.
 */
const TIMED_ONE_IN = 50;
const NO_KAFKA = '127.0.0.1:1';
const TIMEOUT_MS = 15_000;

interface Report {
  delays: number[];
  /** Bytes of the stream that has received the fewest. */
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

  /** One stream for each of these accounts. */
  async open(accounts: readonly string[]): Promise<void> {
    await this.ask({ open: accounts });
  }

  async report(): Promise<Report> {
    return (await this.ask({})) as Report;
  }

  async close(): Promise<void> {
    this.child.disconnect();
    await once(this.child, 'exit');
  }

  private async ask(question: { open?: readonly string[] }): Promise<unknown> {
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

const accountOf = (n: number) => id('acct', n + 1);

/**
 * One event after the other, each in its own transaction and for the next account, at an even pace.
 *
 * @returns the bytes of the values that each account has received, or of the account with the fewest
 */
async function happen(database: Database, service: number, accounts: number, events: number): Promise<number> {
  const began = performance.now();
  const bytes = Array.from({ length: accounts }, () => 0);
  for (let n = 0; n < events; n += 1) {
    await sleep(Math.max(0, began + (n + 1) * INTERVAL_MS - performance.now()));
    const account = n % accounts;
    const version = Math.floor(n / accounts) + 1;
    const occurredAt = new Date().toISOString();
    const record = projected({ account: account + 1, service, provider: account + 1, version, occurredAt });
    bytes[account]! += record.value.length;
    await database.transaction((tx) => changeAll(n % 6, [record])(tx));
  }
  return Math.min(...bytes);
}

/** Every delay of the timed streams, after all streams have received everything. */
async function arrived(timed: Readers, others: Readers, delays: number, bytes: number): Promise<number[]> {
  const all: number[] = [];
  for (const giveUp = performance.now() + TIMEOUT_MS; performance.now() < giveUp; await sleep(100)) {
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
  const test = await migratedDatabase(ACCOUNTS);
  const database = new Database(openPool({ url: test.url, size: 2, applicationName: 'bench' }, () => undefined));
  const settings = { DATABASE_URL: test.url, KAFKA_BROKERS: NO_KAFKA, LOG_LEVEL: 'silent' };
  const app = await startApp('read-models', settings, { waitUntilReady: false });
  while (!(await fetch(`${app.url}/health/live`).catch(() => undefined))?.ok) await new Promise(setImmediate);
  const env = { STREAM_URL: app.url, STREAM_TOKEN: app.settings.PLATFORM_TOKEN ?? '' };
  let service = 0;
  const measure = async (streams: number, accounts: number, events = EVENTS): Promise<number> => {
    const timed = await Readers.start({ ...env, STREAM_TIMED: 'yes' });
    const others = await Readers.start(env);
    const timedStreams = Math.max(Math.ceil(streams / TIMED_ONE_IN), accounts);
    const untimed = Array.from({ length: streams - timedStreams }, (_, n) => accountOf(n % accounts));
    const untimedAtOnce = Math.ceil(untimed.length / timedStreams);
    for (let n = 0; n < timedStreams; n += 1) {
      await others.open(untimed.splice(0, untimedAtOnce));
      await timed.open([accountOf(n % accounts)]);
    }
    service += 1;
    const bytes = await happen(database, service, accounts, events);
    const p99 = percentile(await arrived(timed, others, (events * timedStreams) / accounts, bytes), 0.99);
    await Promise.all([timed.close(), others.close()]);
    return Math.max(1, p99);
  };
  try {
    await measure(1, 1, WARM_UP_EVENTS);
    const limit = { name: 'one stream', value: await measure(1, 1) };
    const spread = await measure(STREAMS, ACCOUNTS);
    const together = await measure(STREAMS, 1);
    return [
      { name: `1,000 streams, ${ACCOUNTS} accounts, p99 ms`, value: spread, limit, target: { atMost: 3 } },
      { name: '1,000 streams, one account, p99 ms', value: together, limit, target: { atMost: 3 } },
    ];
  } finally {
    await app.stop();
    await database.pool.end();
    await test.drop();
  }
}
