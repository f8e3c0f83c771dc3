import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeCredential, MalformedRecordError, TOPICS } from '@conferencing/contracts';
import { within } from '@conferencing/kernel';
import {
  CREDENTIALS_TOPIC,
  createMissingTopics,
  type FetchedBatch,
  type KafkaConsumer,
  type KafkaPort,
  type KafkaRecord,
  type Watermarks,
} from '@conferencing/messaging';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { CredentialStore } from './credential-store.js';

const RETRY_MS = 1_000;
const GOODBYE_MS = 5_000;

/**
 * Keeps the table of known callers up to date. Each process reads the whole topic, from the beginning on each
 * connection: it is small, a crash needs no handover, and reading it twice changes nothing.
 */
export class CredentialFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CredentialFeed.name);
  private readonly ended = new AbortController();
  private readonly groupId = `read-models-credentials-${randomUUID()}`;
  private running: Promise<void> = Promise.resolve();
  /**
   * Partition → its end when this connection began, until the feed has read up to it; undefined without a connection.
   */
  private unread: Map<number, bigint> | undefined;
  private consumer: KafkaConsumer | undefined;

  constructor(
    private readonly kafka: KafkaPort,
    private readonly store: CredentialStore,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended.abort();
    await within(GOODBYE_MS, this.running);
  }

  /**
   * For health checks.
   *
   * @throws until the feed has read up to the end that the topic had when this connection began, and while Kafka is silent
   */
  async checkHealth(): Promise<void> {
    if (this.unread?.size !== 0) throw new Error('The credentials have not been read to their end yet.');
    if (this.consumer?.silence) throw new Error(this.consumer.silence);
  }

  private async run(): Promise<void> {
    const { signal } = this.ended;
    while (!signal.aborted) {
      try {
        await this.follow(await this.watermarks());
      } catch (error) {
        if (!signal.aborted)
          this.logger.warn({ err: error }, 'Credentials cannot be read now; the last known ones are used');
      }
      this.unread = undefined;
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Creates the topic if it does not exist, because a consumer cannot subscribe to a missing topic. */
  private async watermarks(): Promise<Watermarks[]> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await createMissingTopics(admin, [CREDENTIALS_TOPIC]);
      return await admin.watermarks(TOPICS.credentials);
    } finally {
      await admin.close().catch(() => undefined);
    }
  }

  /** Reads until the connection breaks or the process ends. */
  private async follow(watermarks: readonly Watermarks[]): Promise<void> {
    const { signal } = this.ended;
    const beginnings = watermarks.map(({ topic, partition, low }) => ({ topic, partition, offset: low }));
    const filled = watermarks.filter(({ low, high }) => high > low);
    this.unread = new Map(filled.map(({ partition, high }) => [partition, high]));
    const consumer = this.kafka.consumer({ groupId: this.groupId, topics: [TOPICS.credentials] });
    this.consumer = consumer;
    try {
      let broken: (error: Error) => void = () => undefined;
      const over = new Promise<void>((resolve, reject) => {
        broken = reject;
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (signal.aborted) resolve();
      });
      over.catch(() => undefined);
      const assigned = () => Promise.resolve(beginnings);
      const batch = (fetched: FetchedBatch) => this.learn(fetched).catch(broken);
      // The client must be closed after it has joined its group, or it would go on joining.
      await consumer.run({ assigned, batch, crashed: broken });
      await over;
    } finally {
      await consumer.close().catch(() => undefined);
    }
  }

  private async learn({ partition, records, nextOffset }: FetchedBatch): Promise<void> {
    const reported = records.flatMap((record) => this.decoded(record) ?? []);
    if (reported.length > 0) await this.store.learn(reported);
    const end = this.unread?.get(partition);
    if (end !== undefined && nextOffset >= end) this.unread?.delete(partition);
  }

  /** An undecodable record is skipped: it names no caller that could be admitted or refused. */
  private decoded(record: KafkaRecord): ReturnType<typeof decodeCredential> | undefined {
    const { key, value, offset } = record;
    try {
      return decodeCredential({ key, value });
    } catch (error) {
      if (!(error instanceof MalformedRecordError)) throw error;
      this.logger.warn({ err: error, offset: String(offset) }, 'A malformed credential was skipped');
      return undefined;
    }
  }
}
