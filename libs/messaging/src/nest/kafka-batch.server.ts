import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { BatchConsumer } from '../consumer/batch-consumer.js';
import type { ConsumerStatus } from '../consumer/batch-consumer.js';
import type { BatchConsumerOptions } from '../consumer/batch-consumer.options.js';
import type { BatchHandler } from '../apply/batch-handler.js';
import { HandlerErrorFilter } from './handler-error.filter.js';
import { NestLog } from './nest-log.js';
import { traced } from './traced.js';

/** The transport for `@EventPattern<string>(topic, KAFKA_BATCHES)`, so that no other transport takes the handler. */
export const KAFKA_BATCHES = Symbol('kafka-batches');

/** Log lines go to Nest's logger unless a log is given. */
export type KafkaBatchServerOptions = Omit<BatchConsumerOptions, 'log'> & Partial<Pick<BatchConsumerOptions, 'log'>>;

/**
 * Nest's transport for topics that are applied to PostgreSQL: each `@EventPattern` handler gets batches of records,
 * with the transaction that also stores their offset. Connect it with {@link connectKafkaBatches}.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  override readonly transportId = KAFKA_BATCHES;
  /** Read by Nest: failures are handled here, so Nest must not log them too. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly consumer: BatchConsumer;
  private filter: HandlerErrorFilter | undefined;

  constructor(private readonly options: KafkaBatchServerOptions) {
    super();
    this.consumer = new BatchConsumer({ log: new NestLog('BatchConsumer'), ...options });
  }

  /** The microservice's global filter; without it failures cannot be classified. */
  get errorFilter(): HandlerErrorFilter {
    return (this.filter ??= new HandlerErrorFilter());
  }

  /** Calls back at once: Kafka and the database may still be unreachable. {@link status} shows the state. */
  listen(callback: (error?: Error) => void): void {
    if (!this.filter) {
      callback(new Error('Connect this strategy with connectKafkaBatches(app, server)'));
      return;
    }
    const handlers = new Map<string, BatchHandler>();
    for (const [topic, handler] of this.messageHandlers) {
      if (handler.isEventHandler) handlers.set(topic, traced(this.options.consumer, invoking(handler)));
    }
    if (handlers.size > 0) this.consumer.start(handlers);
    callback();
  }

  async close(): Promise<void> {
    await this.consumer.stop();
  }

  /** Whether all of its partitions make progress, for readiness. */
  consumerStatus(): ConsumerStatus {
    return this.consumer.status();
  }

  /** When the oldest fetched and unapplied record was written, if known; null if there is none. */
  behindSince(): Date | null {
    return this.consumer.behindSince();
  }

  /** For health checks. @throws while {@link consumerStatus} is not ready */
  async checkHealth(): Promise<void> {
    const { ready, problems } = this.consumer.status();
    if (!ready) throw new Error(problems.join(' '));
  }

  on(): never {
    throw new Error('This transport has no events; its metrics and its status tell how it is doing');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }
}

function invoking(handler: MessageHandler): BatchHandler {
  return async (batch, context) => {
    const result: unknown = await handler(batch, context);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  };
}
