import { uniqueTopic } from '@conferencing/testing';
import type { Pool } from 'pg';
import { ANNOUNCE_APPLIED } from '../../../apps/read-models/src/visibility/applied-channel.js';
import { benchKafka } from './kafka.js';
import type { VisibleRows } from './visible-rows.js';

const TABLE = 'CREATE TABLE IF NOT EXISTS floor (id bigint PRIMARY KEY, body text)';
const WRITE = { name: 'floor', text: 'INSERT INTO floor VALUES ($1, $2)' };
/** Announced like the read model's commits, so that both are seen with the same delay. */
const APPLY = {
  name: 'floor-apply',
  text: `WITH applied AS (INSERT INTO floor VALUES ($1, $2)) ${ANNOUNCE_APPLIED}`,
};
const BODY = 'x'.repeat(1_500);

export interface Floor {
  /** Milliseconds of one commit, one record sent and received, and one announced commit at the other end. */
  once(): Promise<number>;
  close(): Promise<void>;
}

/** The lower limit of any design: the same three steps with nothing around them. */
export async function openFloor(from: Pool, rows: VisibleRows): Promise<Floor> {
  const to = rows.pool;
  await Promise.all([from.query(TABLE), to.query(TABLE)]);
  const topic = uniqueTopic('floor');
  const kafka = benchKafka();
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics([{ name: topic, partitions: 6, replicationFactor: 1, config: {} }]);
  const producer = kafka.producer();
  const received = new Map<string, () => void>();
  const consumer = kafka.consumer({ groupId: topic, topics: [topic] });
  await producer.connect();
  await consumer.run({
    assigned: (partitions) => Promise.resolve(partitions.map((partition) => ({ ...partition, offset: 0n }))),
    batch: async ({ records }) => {
      for (const { key } of records) received.get(String(key))?.();
    },
    crashed: (error) => {
      throw error;
    },
  });
  let last = 0;
  return {
    async once() {
      const id = (last += 1);
      const began = performance.now();
      await from.query({ ...WRITE, values: [id, BODY] });
      const arrival = new Promise<void>((done) => received.set(String(id), done));
      await producer.send(topic, [{ key: String(id), value: BODY }]);
      await arrival;
      received.delete(String(id));
      const announced = rows.nextAnnounced();
      await to.query({ ...APPLY, values: [id, BODY] });
      return (await announced) - began;
    },
    async close() {
      await consumer.close();
      await producer.close();
      await admin.deleteTopics([topic]);
      await admin.close();
    },
  };
}
