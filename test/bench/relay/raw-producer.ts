import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { OutgoingRecord } from '@conferencing/messaging';
import { relayHeaders } from '../../../libs/outbox/test/relay-headers.js';

export interface RawRun {
  brokers: string[];
  topic: string;
  rows: number;
  keys: number;
  rest: string;
}

interface Sender {
  connect(): Promise<void>;
  send(topic: string, records: readonly OutgoingRecord[]): Promise<unknown>;
  close(): Promise<void>;
}

const PRODUCERS = 3;
const BATCH = 1_000;

/** As many records as the relay will send, with the same keys, headers and bodies, ready in memory. */
export function recordsInMemory(count: number, keys: number, rest: string): OutgoingRecord[] {
  const occurredAt = new Date();
  return Array.from({ length: count }, (_, n) => {
    const key = `k${n % keys}`;
    const version = 1 + Math.floor(n / keys);
    const payload = `{"n":${n}${rest}`;
    const row = { seq: n, partition: 0, id: `evt_${n}`, aggregatetype: 'pair', aggregateid: key, type: 'pair.updated' };
    return { key, value: payload, headers: relayHeaders({ ...row, version, payload, occurredAt, traceparent: null }) };
  });
}

/** The limit: only sends, with as many producers and as large batches as the relay. */
export async function sendFromMemory(make: () => Sender, topic: string, records: OutgoingRecord[]): Promise<number> {
  const producers = Array.from({ length: PRODUCERS }, make);
  await Promise.all(producers.map((producer) => producer.connect()));
  const begin = performance.now();
  let next = 0;
  await Promise.all(
    producers.map(async (producer) => {
      while (next < records.length) {
        const batch = records.slice(next, next + BATCH);
        next += BATCH;
        await producer.send(topic, batch);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  await Promise.all(producers.map((producer) => producer.close()));
  return records.length / seconds;
}

/** The same with unmodified kafkajs, in its own process. */
export async function sendPlainly(run: RawRun): Promise<number> {
  const child = fork(join(__dirname, 'plain-producer.main.ts'), {
    execArgv: ['-r', resolve(__dirname, '../../../libs/testing/typescript-hook.js')],
    env: { ...process.env, RAW_RUN: JSON.stringify(run) },
  });
  const reported = once(child, 'message');
  const ended = once(child, 'exit');
  const [rate] = (await Promise.race([
    reported,
    ended.then(([code]) => Promise.reject(new Error(`It ended with ${code}`))),
  ])) as [number];
  await ended;
  return rate;
}
