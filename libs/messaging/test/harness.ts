import '../src/kafkajs/records/install.js';
import { Kafka, logLevel } from 'kafkajs';
import { Pool } from 'pg';
import type { QueryResultRow } from 'pg';
import { migrateLibrary } from '@conferencing/postgres';
import { createTestDatabase, testBrokers, uniqueTopic } from '@conferencing/testing';
import type { TestDatabase } from '@conferencing/testing';
import { BatchConsumer } from '../src/consumer/batch-consumer.js';
import type { BatchConsumerOptions } from '../src/consumer/batch-consumer.options.js';
import type { BatchHandler } from '../src/apply/batch-handler.js';
import type { KafkaAdmin, KafkaProducer, OutgoingRecord } from '../src/kafka/kafka.port.js';
import { readKafkaSettings } from '../src/kafka/kafka.settings.js';
import { KafkajsKafka } from '../src/kafkajs/kafkajs.kafka.js';
import type { MessagingLog } from '../src/kafka/log.port.js';
import { MESSAGING_MIGRATIONS } from '../src/migrations/messaging-migrations.js';

export const silent: MessagingLog = { debug() {}, info() {}, warn() {}, error() {} };

export function testKafka(brokers = testBrokers().join(',')): KafkajsKafka {
  return new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: brokers, KAFKA_CLIENT_ID: 'messaging-test' }), silent);
}

/** Inserts a row for each record, with its key and value as text. */
export const appendRows: BatchHandler = ({ records }, context) =>
  context.send({
    text: `INSERT INTO applied (key, value, partition, "offset")
      SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[])`,
    values: [
      records.map(({ key }) => key?.toString() ?? null),
      records.map(({ value }) => value?.toString() ?? null),
      records.map(({ partition }) => partition),
      records.map(({ offset }) => offset.toString()),
    ],
  });

export interface AppliedRow extends QueryResultRow {
  key: string | null;
  value: string | null;
  partition: number;
}

/** A database with the tables, and functions that make topics and consumers, which end with the test. */
export class Harness {
  readonly admin: KafkaAdmin;
  private readonly producer: KafkaProducer;
  private readonly consumers = new Set<BatchConsumer>();
  private readonly topics: string[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly pool: Pool,
    readonly kafka: KafkajsKafka,
  ) {
    this.admin = kafka.admin();
    this.producer = kafka.producer();
  }

  static async start(brokers?: string): Promise<Harness> {
    const database = await createTestDatabase('messaging');
    const pool = new Pool({ connectionString: database.url, max: 10, pipeline: true });
    pool.on('error', () => undefined);
    await migrateLibrary(pool, MESSAGING_MIGRATIONS);
    await pool.query(
      'CREATE TABLE applied (id bigint GENERATED ALWAYS AS IDENTITY, key text, value text, partition int, "offset" bigint)',
    );
    const harness = new Harness(database, pool, testKafka(brokers));
    await Promise.all([harness.admin.connect(), harness.producer.connect()]);
    return harness;
  }

  async topic(partitions = 1, config: Record<string, string> = {}): Promise<string> {
    const name = uniqueTopic('messaging');
    await this.createTopic(name, partitions, config);
    return name;
  }

  /** False while a topic of that name still exists, as just after its deletion. */
  async createTopic(name: string, partitions = 1, config: Record<string, string> = {}): Promise<boolean> {
    this.topics.push(name);
    return (await this.admin.createTopics([{ name, partitions, replicationFactor: 1, config }])).length === 1;
  }

  async send(topic: string, records: OutgoingRecord[]): Promise<void> {
    await this.producer.send(topic, records);
  }

  /** A record for each timestamp, in milliseconds; our own producer only uses the current time. */
  async sendAt(topic: string, timestamps: string[]): Promise<void> {
    const producer = new Kafka({ brokers: testBrokers(), logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    for (const timestamp of timestamps) await producer.send({ topic, messages: [{ key: 'a', value: 'x', timestamp }] });
    await producer.disconnect();
  }

  consume(topic: string, handler: BatchHandler, options: Partial<BatchConsumerOptions> = {}): BatchConsumer {
    const consumer = new BatchConsumer({
      kafka: this.kafka,
      pool: this.pool,
      consumer: `group.${topic}`,
      log: silent,
      ...options,
    });
    consumer.start(new Map([[topic, handler]]));
    this.consumers.add(consumer);
    return consumer;
  }

  async applied(): Promise<AppliedRow[]> {
    return (await this.pool.query<AppliedRow>('SELECT key, value, partition FROM applied ORDER BY id')).rows;
  }

  async rows<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  async stopConsumers(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
    this.consumers.clear();
  }

  async clear(): Promise<void> {
    await this.stopConsumers();
    await this.pool.query('TRUNCATE applied, parked_records, consumer_offsets');
  }

  async stop(): Promise<void> {
    await this.clear();
    const existing = await this.admin.describeTopics(this.topics);
    if (existing.length > 0) await this.admin.deleteTopics(existing.map(({ name }) => name));
    await Promise.all([this.admin.close(), this.producer.close(), this.pool.end()]);
    await this.database.drop();
  }
}
