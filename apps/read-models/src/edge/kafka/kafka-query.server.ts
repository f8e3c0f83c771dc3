import { setTimeout as sleep } from 'node:timers/promises';
import { QUERY_TIMEOUT_HEADER } from '@conferencing/contracts';
import { BrokerSilence } from '@conferencing/messaging';
import { Logger } from '@nestjs/common';
import { KafkaHeaders, type KafkaOptions, ServerKafka } from '@nestjs/microservices';
import { isTooLate } from './question-age.js';

type Settings = NonNullable<KafkaOptions['options']>;
type Message = Parameters<ServerKafka['handleMessage']>[0];
type Reply = Parameters<ServerKafka['sendMessage']>;

const RETRY_MS = 1_000;
/** An idle fetch takes 5 s at most, and a join waits for the session of a dead member. */
const SILENCE_MS = 45_000;
/** Limit of open queries; fewer of them may wait for a version. */
const MAX_AT_ONCE = 1_000;

/** kafkajs logs errors from which it recovers, such as a topic whose leader is not elected yet. */
class RecoveredErrorsLog extends Logger {
  override error(message: unknown, ...more: unknown[]): void {
    super.warn(message, ...more);
  }
}

/**
 * Nest's Kafka transport. Queries of a partition do not wait for each other, least of all for a version that one of
 * them waits for. A query that cannot be answered, or that nobody waits for any more, is dropped; Nest would repeat it
 * without end. The server starts as soon as the broker is reachable.
 */
export class KafkaQueryServer extends ServerKafka {
  protected override readonly logger = new RecoveredErrorsLog(KafkaQueryServer.name);
  private readonly inFlight = new Set<Promise<unknown>>();
  private closing = false;
  private started = false;
  private silence: BrokerSilence | undefined;

  constructor(
    settings: Settings,
    /** Creates the topics, because a consumer cannot subscribe to a missing topic. */
    private readonly prepare: () => Promise<void>,
  ) {
    super(settings);
  }

  override listen(callback: () => void): Promise<void> {
    void this.begin();
    callback();
    return Promise.resolve();
  }

  override async handleMessage(payload: Message): Promise<void> {
    const { headers, timestamp } = payload.message;
    // After an outage thousands of them come at once, and the callers have asked again.
    if (isTooLate(Number(timestamp), headers?.[QUERY_TIMEOUT_HEADER]?.toString(), Date.now())) {
      this.logger.debug('A query over Kafka is too old to be answered');
      return;
    }
    // A reply to a missing topic breaks the client library's producer for all callers, and a caller must not choose the
    // topic that we write to.
    const replyTopic = headers?.[KafkaHeaders.REPLY_TOPIC]?.toString();
    if (replyTopic === `${payload.topic}.reply`) this.track(super.handleMessage(payload));
    else this.logger.warn('A query over Kafka names no valid reply topic and is not answered');
    while (this.inFlight.size >= MAX_AT_ONCE) await Promise.race(this.inFlight);
  }

  override async sendMessage(...reply: Reply): ReturnType<ServerKafka['sendMessage']> {
    const sending = super.sendMessage(...reply);
    this.track(sending);
    return sending;
  }

  /** Takes no new queries, and answers those that it has taken. */
  override async close(): Promise<void> {
    this.closing = true;
    await this.consumer?.disconnect();
    this.consumer = null;
    while (this.inFlight.size > 0) await Promise.allSettled(this.inFlight);
    await super.close();
  }

  /** For health checks. @throws while queries over Kafka cannot be answered */
  async checkHealth(): Promise<void> {
    if (!this.started) throw new Error('Queries over Kafka cannot be answered yet.');
    if (this.silence?.problem) throw new Error(this.silence.problem);
  }

  /** The client library recovers from most failures by itself, but not from all. */
  private goOn(): void {
    this.started = true;
    const { consumer } = this;
    this.silence = consumer ? new BrokerSilence(consumer, SILENCE_MS) : undefined;
    consumer?.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart || this.closing) return;
      this.started = false;
      void super
        .close()
        .catch(() => undefined)
        .then(() => this.begin());
    });
  }

  private track(work: Promise<unknown>): void {
    const tracked: Promise<unknown> = work
      .catch((error: unknown) => this.logger.warn({ err: error }, 'A query over Kafka could not be answered'))
      // The reply to a finished answer is sent on the next tick.
      .then(() => new Promise((resolve) => setImmediate(resolve)))
      .finally(() => this.inFlight.delete(tracked));
    this.inFlight.add(tracked);
  }

  private async begin(): Promise<void> {
    while (!this.closing) {
      try {
        await this.prepare();
        this.client = await this.createClient();
        await this.start(() => undefined);
        if (this.closing) await super.close();
        else this.goOn();
        return;
      } catch (error) {
        this.logger.warn({ err: error }, 'Queries over Kafka cannot be answered yet');
        await super.close().catch(() => undefined);
        await sleep(RETRY_MS);
      }
    }
  }
}
