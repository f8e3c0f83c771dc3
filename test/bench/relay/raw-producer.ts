import type { KafkaPort, OutgoingRecord } from '@conferencing/messaging';
import { relayHeaders } from '../../../libs/outbox/test/relay-headers.js';

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

/** The limit: nothing but sending, with as many producers and as large batches as the relay has. */
export async function sendFromMemory(kafka: KafkaPort, topic: string, records: OutgoingRecord[]): Promise<number> {
  const producers = Array.from({ length: PRODUCERS }, () => kafka.producer());
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
