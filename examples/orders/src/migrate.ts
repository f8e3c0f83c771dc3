import { readFileSync } from 'node:fs';
import { ensureTopics, KafkajsKafka, MESSAGING_MIGRATIONS, migrateLibrary } from '@conferencing/messaging';
import { OUTBOX_MIGRATIONS } from '@conferencing/outbox';
import { Pool } from 'pg';
import { pino } from 'pino';
import { TOPIC } from './order-events.js';
import { end, readSettings } from './settings.js';

const settings = readSettings();

/** Before the first process of a new version starts: the tables of both libraries, the own ones, and the topic. */
async function migrate(): Promise<void> {
  const pool = new Pool({ connectionString: settings.databaseUrl });
  await migrateLibrary(pool, OUTBOX_MIGRATIONS);
  await migrateLibrary(pool, MESSAGING_MIGRATIONS);
  await pool.query(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));
  await pool.end();

  const admin = new KafkajsKafka(settings.kafka, pino({ level: 'silent' })).admin();
  await admin.connect();
  for (const { name, state } of await ensureTopics(admin, [TOPIC])) console.log(`${name}: ${state}`);
  await admin.close();
}

await migrate().catch((error) => end(error, '. Look at DATABASE_URL and KAFKA_BROKERS.'));
