import {
  check,
  optional,
  type OptionNames,
  refuseWrongArguments,
  refuseWrongOptions,
  required,
} from '@conferencing/kernel';
import { Kafka, logLevel } from 'kafkajs';
import type { KafkaConfig, KafkaMessage } from 'kafkajs';
import { KafkaPort } from '../kafka/kafka.port.js';
import type {
  ConsumerOptions,
  KafkaAdmin,
  KafkaConsumer,
  KafkaProducer,
  KafkaRecord,
  ProducerOptions,
  TopicPartition,
} from '../kafka/kafka.port.js';
import type { KafkaSettings } from '../kafka/kafka.settings.js';
import type { MessagingLog } from '../kafka/log.port.js';
import { KafkajsAdmin } from './kafkajs-admin.js';
import { KafkajsConsumer } from './kafkajs-consumer.js';
import { connectionOf, SETTINGS } from './connection-of.js';
import { logCreator } from './kafkajs-log.js';
import { toKafkaRecord } from './kafkajs-record.js';
import { KafkajsProducer } from './kafkajs-producer.js';
import { MAX_DECOMPRESSED_BYTES } from './records/decode-messages.js';
import { readHeader, readRecords } from './records/record-batch.js';
import { TrackedSockets } from './tracked-sockets.js';

const CONSUMER_OPTIONS: OptionNames<ConsumerOptions> = {
  groupId: required(check.text),
  topics: required(check.listOf('topics')),
  sessionTimeoutMs: optional(check.amount(1)),
  maxBytesPerPartition: optional(check.amount(1)),
};

/** Milliseconds. Short, because the caller has its own retries and reports readiness meanwhile. */
const RETRY = { initialRetryTime: 50, maxRetryTime: 1_000, retries: 5 };

/** The port's adapter over kafkajs. Each producer, consumer and admin has its own connections. */
export class KafkajsKafka extends KafkaPort {
  private readonly connection: ReturnType<typeof connectionOf>;

  /** @param settings what `readKafkaSettings(process.env)` returns, or the settings of a process that contain it */
  constructor(
    settings: KafkaSettings,
    private readonly log: MessagingLog,
  ) {
    super();
    refuseWrongArguments('KafkajsKafka', { settings, log }, { settings: SETTINGS, log: check.log });
    this.connection = connectionOf(settings);
  }

  override producer(options: ProducerOptions = {}): KafkaProducer {
    return new KafkajsProducer((sockets, config) => this.client(sockets, config), options, this.log);
  }

  override consumer(options: ConsumerOptions): KafkaConsumer {
    refuseWrongOptions('a consumer of Kafka', options, CONSUMER_OPTIONS);
    const sockets = new TrackedSockets();
    return new KafkajsConsumer(this.client(sockets), options, this.log, sockets);
  }

  override admin(): KafkaAdmin {
    const sockets = new TrackedSockets();
    return new KafkajsAdmin(this.client(sockets), sockets);
  }

  override async unpack({ topic, partition }: TopicPartition, bytes: Buffer): Promise<KafkaRecord[]> {
    const { records } = await readRecords(bytes, readHeader(bytes), MAX_DECOMPRESSED_BYTES);
    return records.map((record) => toKafkaRecord(topic, partition, record as KafkaMessage));
  }

  private client(sockets: TrackedSockets, config: Partial<KafkaConfig> = {}): Kafka {
    return new Kafka({
      ...this.connection,
      socketFactory: sockets.factory,
      connectionTimeout: 3_000,
      retry: RETRY,
      logLevel: logLevel.WARN,
      logCreator: logCreator(this.log),
      ...config,
    });
  }
}
