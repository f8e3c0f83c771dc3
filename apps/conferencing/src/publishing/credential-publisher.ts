import { encodeCredential, TOPICS } from '@conferencing/contracts';
import { within, Wakeup } from '@conferencing/kernel';
import { CREDENTIALS_TOPIC, createMissingTopics, type KafkaPort, type KafkaProducer } from '@conferencing/messaging';
import { Logger } from '@nestjs/common';
import { Gauge, type Registry } from 'prom-client';
import type { CredentialChanges } from '../persistence/accounts/credential-changes.repository.js';

const BATCH = 500;
const SEND_TIMEOUT_MS = 2_000;
/** A send ends before its claim expires. */
const CLAIM_SECONDS = 4;
/** Interval of the poll for changes of other processes. */
const POLL_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
const GOODBYE_MS = 5_000;
/** While no connection to the database is free, the scrape of all other metrics must not wait for one. */
const COUNT_LIMIT_MS = 200;
const RETRY_SECONDS = 1;
/** After this time no earlier send can arrive. */
const SETTLE_SECONDS = 60;

/**
 * Publishes credentials for read-models. It sends the current state and not the change, one process at a time for each
 * credential, so the last record of a key is the newest; after a send without an answer it sends again later.
 */
export class CredentialPublisher {
  private readonly logger = new Logger(CredentialPublisher.name);
  private readonly producer: KafkaProducer;
  private readonly work = new Wakeup();
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private topicIsThere = false;

  constructor(
    private readonly changes: CredentialChanges,
    private readonly kafka: KafkaPort,
    registry: Registry,
  ) {
    this.producer = kafka.producer({ sendTimeoutMs: SEND_TIMEOUT_MS });
    let counting: Promise<number> | undefined;
    new Gauge({
      name: 'credential_changes_waiting',
      help: 'Accounts, tokens and signing keys that are not yet published to read-models',
      registers: [registry],
      async collect() {
        let waiting = NaN;
        counting ??= changes.waiting().finally(() => (counting = undefined));
        await within(
          COUNT_LIMIT_MS,
          counting.then((count) => (waiting = count)),
        );
        this.set(waiting);
      },
    });
  }

  start(): void {
    this.running = this.run();
  }

  wake(): void {
    this.work.wake();
  }

  /** Ends after the send in flight; another process, or the next one, sends what still waits. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.work.wake();
    await within(GOODBYE_MS, this.running);
    await this.producer.close().catch(() => undefined);
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      let more = false;
      try {
        more = await this.publish();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.logger.warn({ err: error, failures }, 'Credentials cannot be published now; the next attempt follows');
      }
      if (!more && !this.stopping) await this.work.wait(Math.min(POLL_MS * 2 ** failures, LONGEST_PAUSE_MS));
    }
  }

  /** True if more may wait. Claims only what it can send at once, because a claim lasts little longer than a send. */
  private async publish(): Promise<boolean> {
    await this.ensureTopic();
    await this.producer.connect();
    const claim = await this.changes.claim(BATCH, CLAIM_SECONDS);
    if (claim.changes.length === 0) return false;
    try {
      await this.producer.send(TOPICS.credentials, (await this.changes.read(claim)).map(encodeCredential));
    } catch (error) {
      this.topicIsThere = false;
      await this.changes.doubt(claim, RETRY_SECONDS);
      throw error;
    }
    await this.changes.settle(claim, SETTLE_SECONDS);
    return claim.changes.length === BATCH;
  }

  private async ensureTopic(): Promise<void> {
    if (this.topicIsThere) return;
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await createMissingTopics(admin, [CREDENTIALS_TOPIC]);
      this.topicIsThere = true;
    } finally {
      await admin.close().catch(() => undefined);
    }
  }
}
