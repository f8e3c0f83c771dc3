import type { PoolClient } from 'pg';
import { keyHash } from '../apply/key-id.js';
import type { KafkaRecord, TopicPartition } from '../kafka/kafka.port.js';
import { storable } from './isolation.js';
import type { SetAside } from './isolation.js';
import { PARK_RECORDS } from './park-records.sql.js';
import { storeHeaders } from './stored-headers.js';

/**
 * Limit of one statement: as texts the bytes take more than twice as much, and a text cannot be longer than 512 MiB.
 */
const MAX_STATEMENT_BYTES = 8 * 1_048_576;

/** Parks records, in the transaction that moves the offset past them. */
export async function park(
  client: PoolClient,
  consumer: string,
  partition: TopicPartition,
  setAside: readonly SetAside[],
): Promise<void> {
  const inOrder = setAside.toSorted((a, b) => (a.record.offset < b.record.offset ? -1 : 1));
  let some: SetAside[] = [];
  let bytes = 0;
  for (const one of inOrder) {
    const size = sizeOf(one.record);
    if (some.length > 0 && bytes + size > MAX_STATEMENT_BYTES) {
      await insert(client, consumer, partition, some);
      [some, bytes] = [[], 0];
    }
    some.push(one);
    bytes += size;
  }
  if (some.length > 0) await insert(client, consumer, partition, some);
}

async function insert(
  client: PoolClient,
  consumer: string,
  { topic, partition }: TopicPartition,
  some: readonly SetAside[],
): Promise<void> {
  await client.query(PARK_RECORDS, [
    consumer,
    topic,
    partition,
    some.map(({ record }) => record.offset.toString()),
    some.map(({ lastOffset }) => lastOffset?.toString() ?? null),
    some.map(({ record }) => record.key),
    some.map(({ record }) => keyHash(record.key)),
    some.map(({ record }) => record.value),
    some.map(({ record }) => JSON.stringify(storeHeaders(record.rawHeaders))),
    some.map(({ record }) => record.timestampMs.toString()),
    some.map(({ state }) => state),
    some.map(({ reasons }) => JSON.stringify(reasons.map(storable))),
    some.map(({ state }) => (state === 'parked' ? 1 : 0)),
  ]);
}

function sizeOf({ key, value, rawHeaders }: KafkaRecord): number {
  const ofHeaders = rawHeaders.reduce((sum, [name, text]) => sum + name.length + (text?.length ?? 0), 0);
  return (key?.length ?? 0) + (value?.length ?? 0) + ofHeaders;
}
