import { randomUUID } from 'node:crypto';
import {
  BatchConsumer,
  ConsumerMetrics,
  KafkajsKafka,
  MESSAGING_MIGRATIONS,
  missingMigrations,
} from '@conferencing/messaging';
import {
  KafkaShownTopic,
  OUTBOX_MIGRATIONS,
  OutboxRelay,
  OutboxSignal,
  ROWS_CHANNEL,
  TableHeads,
} from '@conferencing/outbox';
import { Pool } from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { httpServer } from './http.js';
import { HEADERS, ORDER_EVENTS, TOPIC } from './order-events.js';
import { Orders } from './orders.js';
import { applyOrders, spentBy } from './seen-orders.js';
import { end, readSettings } from './settings.js';

const settings = readSettings();
const log = pino();
const pool = new Pool({ connectionString: settings.databaseUrl });
pool.on('error', (err) => log.warn({ err }, 'A connection was lost'));
for (const library of [OUTBOX_MIGRATIONS, MESSAGING_MIGRATIONS]) {
  const missing = await missingMigrations(pool, library).catch((error) => end(error, '. Look at DATABASE_URL.'));
  if (missing.length === 0) continue;
  const names = missing.map(({ name }) => name).join(', ');
  end(new Error(`The database lacks ${names}. Run: npm run migrate`));
}

const kafka = new KafkajsKafka(settings.kafka, log);
const registry = new Registry();

// Out: every row of `outbox` becomes a record of the topic.
const relay = new OutboxRelay({
  connectionString: settings.databaseUrl,
  topic: TOPIC.name,
  shown: new KafkaShownTopic(kafka, TOPIC.name, HEADERS.readShown, log),
  createProducer: (options) => kafka.producer(options),
  headers: HEADERS.headers,
  heads: new TableHeads(pool, ORDER_EVENTS),
  owner: randomUUID(),
  registry,
  log,
});
const signal = new OutboxSignal(() => pool.query(`NOTIFY ${ROWS_CHANNEL}`));
signal.bind(relay);
relay.start();

// In: every record of the topic becomes a row of `seen_orders`, or is parked.
const consumer = new BatchConsumer({
  kafka,
  pool,
  consumer: 'seen-orders',
  log,
  metrics: new ConsumerMetrics(registry),
});
consumer.start(new Map([[TOPIC.name, applyOrders]]));

const server = httpServer(new Orders(pool, signal), (customer) => spentBy(pool, customer));
server
  .once('error', (error) => end(error, '. Look at PORT.'))
  .listen(settings.port, () => log.info({ address: server.address() }, 'Orders are taken'));

async function stop(): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
  signal.close();
  await Promise.all([consumer.stop(), relay.stop()]);
  await pool.end();
}
for (const name of ['SIGTERM', 'SIGINT']) process.once(name, () => void stop());
