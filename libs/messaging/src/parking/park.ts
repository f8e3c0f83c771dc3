import type { PoolClient } from 'pg';
import { keyHash } from '../consumer/key-id.js';
import type { TopicPartition } from '../kafka/kafka.port.js';
import type { SetAside } from './isolation.js';
import { PARK_RECORDS_SQL } from './park-records.sql.js';
import { storeHeaders } from './parked-record.row.js';

/** Puts records into the parking, in the transaction that moves the offset past them. */
export async function park(
  client: PoolClient,
  consumer: string,
  { topic, partition }: TopicPartition,
  setAside: readonly SetAside[],
): Promise<void> {
  if (setAside.length === 0) return;
  const inOrder = setAside.toSorted((a, b) => (a.record.offset < b.record.offset ? -1 : 1));
  await client.query(PARK_RECORDS_SQL, [
    consumer,
    topic,
    partition,
    inOrder.map(({ record }) => record.offset.toString()),
    inOrder.map(({ record }) => record.key),
    inOrder.map(({ record }) => keyHash(record.key)),
    inOrder.map(({ record }) => record.value),
    inOrder.map(({ record }) => JSON.stringify(storeHeaders(record.headers))),
    inOrder.map(({ record }) => record.timestamp.toISOString()),
    inOrder.map(({ state }) => state),
    inOrder.map(({ reasons }) => JSON.stringify(reasons.map((reason) => reason.replaceAll('\0', '')))),
    inOrder.map(({ state }) => (state === 'parked' ? 1 : 0)),
  ]);
}
