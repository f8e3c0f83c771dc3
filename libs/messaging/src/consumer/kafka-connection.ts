import { setTimeout as delay } from 'node:timers/promises';
import { KafkaError } from '../kafka/kafka.errors.js';
import type { ConsumerListener, KafkaAdmin, KafkaConsumer } from '../kafka/kafka.port.js';
import type { BatchConsumerOptions } from './batch-consumer.options.js';

/** Enough time to commit a batch in flight. */
const CLOSE_TIMEOUT_MS = 20_000;

/** A Kafka consumer and an admin client that start and end together. */
export class KafkaConnection {
  readonly consumer: KafkaConsumer;
  readonly admin: KafkaAdmin;
  ended!: (error: Error) => void;
  private readonly end: Promise<Error>;

  constructor({ kafka, consumer, sessionTimeoutMs, maxBytesPerPartition }: BatchConsumerOptions, topics: string[]) {
    this.consumer = kafka.consumer({ groupId: consumer, topics, sessionTimeoutMs, maxBytesPerPartition });
    this.admin = kafka.admin();
    this.end = new Promise((resolve) => {
      this.ended = resolve;
    });
  }

  /** Resolves with the reason when the connection has ended. */
  async run(listener: ConsumerListener, signal: AbortSignal): Promise<Error> {
    const stop = (): void => this.ended(new KafkaError('closed', 'The consumer was stopped'));
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.admin.connect();
      if (!signal.aborted) await this.consumer.run(listener);
      return await this.end;
    } catch (error) {
      return error as Error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Does not wait for an unreachable broker: the group notices by itself. */
  async close(): Promise<void> {
    const deadline = new AbortController();
    const closed = Promise.allSettled([this.consumer.close(), this.admin.close()]);
    await Promise.race([
      closed,
      delay(CLOSE_TIMEOUT_MS, undefined, { signal: deadline.signal }).catch(() => undefined),
    ]);
    deadline.abort();
  }
}
