import type { KafkaPort } from '@conferencing/messaging';
import type { Pool } from 'pg';
import { relayHeaders } from '../../../libs/outbox/test/relay-headers.js';

interface Row {
  seq: string;
  id: string;
  aggregatetype: string;
  aggregateid: string;
  type: string;
  version: string;
  payload: string | null;
  occurred_at: Date;
  traceparent: string | null;
}

const BATCH = 1_000;

/** The simplest relay: it waits for each of its three steps. It would lose the order of late commits. */
export async function selectSendDelete(pool: Pool, kafka: KafkaPort, topic: string): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  try {
    for (;;) {
      const { rows } = await pool.query<Row>({
        name: 'select',
        text: 'SELECT * FROM outbox ORDER BY seq LIMIT $1',
        values: [BATCH],
      });
      if (rows.length === 0) return;
      await producer.send(
        topic,
        rows.map((row) => ({
          key: row.aggregateid,
          value: row.payload,
          headers: relayHeaders({
            ...row,
            partition: 0,
            seq: Number(row.seq),
            version: Number(row.version),
            occurredAt: row.occurred_at,
          }),
        })),
      );
      await pool.query({
        name: 'delete',
        text: 'DELETE FROM outbox WHERE seq = ANY ($1)',
        values: [rows.map((row) => row.seq)],
      });
    }
  } finally {
    await producer.close();
  }
}
