import { KafkajsKafka, type KafkaPort } from '@conferencing/messaging';
import { createTestDatabase, requiredSetting, uniqueTopic } from '@conferencing/testing';
import { Pool } from 'pg';
import { Registry } from 'prom-client';
import { KafkaShownTopic, OutboxRelay, type RelayOptions, type RelayTuning } from '../src/index.js';
import { Pairs } from './pairs.js';
import { readPair, relayHeaders } from './relay-headers.js';
import { RelayProcess } from './relay-process.js';
import { startWriters, type Writers } from './writers.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface StageOptions {
  brokers?: string[];
  topicConfig?: Record<string, string>;
  /** An administrator's URL of another server than that of the test run. */
  databaseServer?: string;
}

export type RelayWays = Partial<Pick<RelayOptions, 'connectionString' | 'createProducer'>>;

/** A database with an outbox, a topic, and any number of relays between them, for one test. */
export class OutboxStage {
  private readonly ends: (() => Promise<unknown>)[] = [];
  private relays = 0;

  private constructor(
    readonly kafka: KafkaPort,
    readonly brokers: string[],
    readonly topic: string,
    readonly databaseUrl: string,
    readonly pool: Pool,
    readonly pairs: Pairs,
  ) {}

  static async open({ brokers, topicConfig = {}, databaseServer }: StageOptions = {}): Promise<OutboxStage> {
    const servers = brokers ?? requiredSetting('TEST_KAFKA_BROKERS').split(',');
    const database = await createTestDatabase('outbox', databaseServer);
    const pool = new Pool({ connectionString: database.url, max: 24 });
    pool.on('error', () => undefined);
    // A killed server breaks connections that are in use.
    pool.on('connect', (client) => client.on('error', () => undefined));
    const pairs = new Pairs(pool);
    await pairs.migrate();
    const kafka = new KafkajsKafka(
      { KAFKA_BROKERS: servers, KAFKA_CLIENT_ID: 'outbox-test', KAFKA_SSL: false } as never,
      silent,
    );
    const topic = uniqueTopic('outbox');
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics([{ name: topic, partitions: 6, replicationFactor: 1, config: topicConfig }]);
    await admin.close();
    const stage = new OutboxStage(kafka, servers, topic, database.url, pool, pairs);
    stage.ends.push(
      () => pool.end(),
      () => database.drop(),
      () => stage.deleteTopic(),
    );
    return stage;
  }

  /** A relay in this process, over the connections that the test gives it. */
  relay(tuning: Partial<RelayTuning> = {}, ways: RelayWays = {}): { relay: OutboxRelay; registry: Registry } {
    const registry = new Registry();
    const relay = new OutboxRelay({
      connectionString: this.databaseUrl,
      topic: this.topic,
      shown: new KafkaShownTopic(this.kafka, this.topic, readPair, silent),
      createProducer: (options) => this.kafka.producer(options),
      ...ways,
      headers: relayHeaders,
      heads: this.pairs,
      registry,
      log: silent,
      owner: `relay-${++this.relays}`,
      tuning,
    });
    relay.start();
    this.ends.unshift(() => relay.stop());
    return { relay, registry };
  }

  /** A relay in its own process. */
  relayProcess(tuning: Partial<RelayTuning> = {}): RelayProcess {
    const owner = `relay-${++this.relays}`;
    const { brokers, topic, databaseUrl } = this;
    const process = new RelayProcess({ databaseUrl, brokers, topic, owner, tuning });
    this.ends.unshift(() => process.end());
    return process;
  }

  /** Writers that run until they are stopped, or the stage is closed. */
  writers(count: number): Writers {
    const writers = startWriters(this.pairs, count);
    this.ends.unshift(() => writers.stop());
    return writers;
  }

  /** New connections commit without waiting for the disk: a crash of the server loses what was not flushed. */
  async losesWhatIsNotFlushed(): Promise<void> {
    await this.pool.query(`ALTER DATABASE ${new URL(this.databaseUrl).pathname.slice(1)} SET synchronous_commit = off`);
  }

  /** The number of partitions of each relay, most first; partitions without an owner are left out. */
  async shares(): Promise<number[]> {
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM outbox_leases WHERE owner IS NOT NULL AND deadline > clock_timestamp()
       GROUP BY owner ORDER BY 1 DESC`,
    );
    return rows.map(({ count }) => count);
  }

  /** The database's version of each key, negative for a tombstone: the topic has to end with these. */
  async truth(): Promise<Map<string, number>> {
    const heads = await this.pairs.page(null, 1_000_000);
    return new Map(heads.map(({ key, version, tombstone }) => [key, tombstone ? -version : version]));
  }

  private async deleteTopic(): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.deleteTopics([this.topic]).finally(() => admin.close());
  }

  async close(): Promise<void> {
    for (const end of this.ends) await end();
  }
}
