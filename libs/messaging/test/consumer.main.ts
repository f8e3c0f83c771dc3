import { Pool } from 'pg';
import { BatchConsumer } from '../src/consumer/batch-consumer.js';
import type { BatchHandler } from '../src/apply/batch-handler.js';
import type { ConsumerProcessSettings } from './consumer-process.js';
import { silent, testKafka } from './harness.js';

/** A process with one consumer, which does to itself what a record says. */
const settings = JSON.parse(process.env.CONSUMER_SETTINGS ?? '{}') as ConsumerProcessSettings;
const pool = new Pool({ connectionString: settings.databaseUrl, max: 4, pipeline: true });
pool.on('error', () => undefined);

const apply: BatchHandler = async ({ records }, context) => {
  for (const { key, value, offset, partition } of records) {
    const text = String(value);
    await context.send({
      text: 'INSERT INTO applied (key, value, partition, "offset", pid) VALUES ($1, $2, $3, $4, $5)',
      values: [String(key), text, partition, offset.toString(), process.pid],
    });
    if (text === 'kill') process.kill(process.pid, 'SIGKILL');
    if (text === 'freeze' && (await firstToSee(text))) process.kill(process.pid, 'SIGSTOP');
  }
};

/** Stored outside the batch's transaction, which will be rolled back. */
async function firstToSee(text: string): Promise<boolean> {
  return (await pool.query('INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING', [text])).rowCount === 1;
}

const consumer = new BatchConsumer({
  kafka: testKafka(settings.brokers),
  pool,
  consumer: 'processes',
  sessionTimeoutMs: settings.sessionTimeoutMs,
  log: silent,
});
consumer.start(new Map([[settings.topic, apply]]));
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => void consumer.stop().then(() => process.exit(0)));
