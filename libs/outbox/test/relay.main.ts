import { KafkajsKafka } from '@conferencing/messaging';
import { Pool } from 'pg';
import { Registry } from 'prom-client';
import { KafkaShownTopic, OutboxRelay, type RecordProducer } from '../src/index.js';
import { Pairs } from './pairs.js';
import { readPair, relayHeaders } from './relay-headers.js';
import type { RelayProcessSettings, RelayQuestion } from './relay-process.js';

/** A process with one relay, controlled by the test that started it. */
const settings = JSON.parse(process.env.RELAY_SETTINGS ?? '{}') as RelayProcessSettings;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const kafka = new KafkajsKafka(
  { KAFKA_BROKERS: settings.brokers, KAFKA_CLIENT_ID: settings.owner, KAFKA_SSL: false } as never,
  silent,
);
const registry = new Registry();
let freezeBeforeSend = false;

/** Freezes between the check of the lease and the send, which is the worst moment. */
function freezing(producer: RecordProducer): RecordProducer {
  return {
    connect: () => producer.connect(),
    close: () => producer.close(),
    send: (topic, records) => {
      if (freezeBeforeSend) {
        freezeBeforeSend = false;
        process.kill(process.pid, 'SIGSTOP');
      }
      return producer.send(topic, records);
    },
  };
}

const pool = new Pool({ connectionString: settings.databaseUrl, max: 2 });
pool.on('error', () => undefined);
const relay = new OutboxRelay({
  connectionString: settings.databaseUrl,
  topic: settings.topic,
  shown: new KafkaShownTopic(kafka, settings.topic, readPair, silent),
  createProducer: (options) => freezing(kafka.producer(options)),
  headers: relayHeaders,
  heads: new Pairs(pool),
  registry,
  log: silent,
  owner: settings.owner,
  tuning: settings.tuning,
});
relay.start();

process.on('message', (question: RelayQuestion) => {
  if (question === 'freeze before send') freezeBeforeSend = true;
  void registry.getMetricsAsJSON().then((metrics) => process.send?.(metrics));
});
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => void relay.stop().then(() => process.exit(0)));
