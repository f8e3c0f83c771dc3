import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaHeaders, type KafkaOptions, ServerKafka } from '@nestjs/microservices';

type Settings = NonNullable<KafkaOptions['options']>;
type Message = Parameters<ServerKafka['handleMessage']>[0];
type Reply = Parameters<ServerKafka['sendMessage']>;

const RETRY_MS = 1_000;
/** More questions than this are not taken while none of them is answered; of those that wait for a version there are fewer. */
const MAX_AT_ONCE = 1_000;

/**
 * Nest's Kafka transport. Questions of a partition don't wait for each other, least of all for a version that one of
 * them waits for; one that can't be answered is given up, where Nest would ask it again for ever. And it begins by
 * itself once the broker is there.
 */
export class KafkaQueryServer extends ServerKafka {
  private readonly inFlight = new Set<Promise<unknown>>();
  private closing = false;
  private started = false;

  constructor(
    settings: Settings,
    /** Makes the topics, which have to exist before anybody listens. */
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
    // A reply to a topic that doesn't exist breaks the client library's producer for everybody; and no caller may have
    // us write to a topic of his choice.
    const replyTopic = payload.message.headers?.[KafkaHeaders.REPLY_TOPIC]?.toString();
    if (replyTopic === `${payload.topic}.reply`) this.track(super.handleMessage(payload));
    else this.logger.warn('A query over Kafka names no valid reply topic and is not answered');
    while (this.inFlight.size >= MAX_AT_ONCE) await Promise.race(this.inFlight);
  }

  override async sendMessage(...reply: Reply): ReturnType<ServerKafka['sendMessage']> {
    const sending = super.sendMessage(...reply);
    this.track(sending);
    return sending;
  }

  /** Takes nothing more, and answers what was taken. */
  override async close(): Promise<void> {
    this.closing = true;
    await this.consumer?.disconnect();
    this.consumer = null;
    while (this.inFlight.size > 0) await Promise.allSettled(this.inFlight);
    await super.close();
  }

  /** For health checks. @throws while nobody can ask over Kafka */
  checkHealth(): Promise<void> {
    return this.started ? Promise.resolve() : Promise.reject(new Error('Queries over Kafka cannot be answered yet.'));
  }

  /** The client library goes on after most failures by itself, but not after all. */
  private goOn(): void {
    this.started = true;
    const { consumer } = this;
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
      // The reply to an answer that is there leaves on the next tick.
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
