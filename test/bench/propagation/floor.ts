import { uniqueTopic } from '@conferencing/testing';
import type { Pool } from 'pg';
import { benchKafka } from './kafka.js';

const TABLE = 'CREATE TABLE IF NOT EXISTS floor (id bigint PRIMARY KEY, body text)';
const WRITE = { name: 'floor', text: 'INSERT INTO floor VALUES ($1, $2)' };
const BODY = 'x'.repeat(1_500);

export interface Floor {
  /** Milliseconds of one commit, then one record sent and received, then one commit at the other end. */
  once(): Promise<number>;
  close(): Promise<void>;
}

/** What no design can be faster than: the same three steps with nothing around them. */
export async function openFloor(from: Pool, to: Pool): Promise<Floor> {
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
      await to.query({ ...WRITE, values: [id, BODY] });
      return performance.now() - began;
    },
    async close() {
      await consumer.close();
      await producer.close();
      await admin.deleteTopics([topic]);
      await admin.close();
    },
  };
}
