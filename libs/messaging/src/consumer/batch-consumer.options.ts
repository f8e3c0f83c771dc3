import { check, optional, type OptionNames, optionsOf, refuseWrongArguments, required } from '@conferencing/kernel';
import type { Pool } from 'pg';
import type { BatchHandler } from '../apply/batch-handler.js';
import type { KafkaPort } from '../kafka/kafka.port.js';
import type { MessagingLog } from '../kafka/log.port.js';
import type { ConsumerMetrics } from './consumer-metrics.js';

export interface BatchConsumerOptions {
  kafka: KafkaPort;
  /** The database of the handlers. It must stay open until after `beforeApplicationShutdown`. */
  pool: Pool;
  /**
   * The name of the consumer group and of this consumer's rows in `consumer_offsets` and `parked_records`. Never change
   * it.
   */
  consumer: string;
  metrics?: ConsumerMetrics;
  log: MessagingLog;
  /** Milliseconds without a heartbeat after which other processes take the partitions over; default 10,000. */
  sessionTimeoutMs?: number;
  /** Limit of bytes of one partition in a batch; default 1 MiB. */
  maxBytesPerPartition?: number;
  breaker?: Partial<BreakerOptions>;
}

export interface BreakerOptions {
  /**
   * Limit of keys of a partition that may fail within the window for reasons that the handler did not foresee; default
   * 10.
   */
  unexpectedKeys: number;
  /**
   * Limit of keys of a partition that the handler may refuse (PoisonRecordError) within the window; default 10,000.
   * Above it the partition waits for one window, and continues with one batch.
   */
  refusedKeys: number;
  /** Milliseconds; default 60,000. */
  windowMs: number;
}

const BREAKER_OPTIONS: OptionNames<BreakerOptions> = {
  unexpectedKeys: optional(check.amount(0)),
  refusedKeys: optional(check.amount(0)),
  windowMs: optional(check.amount(1)),
};

/** As a value, for callers whose compiler did not check them. */
export const CONSUMER_OPTIONS: OptionNames<BatchConsumerOptions> = {
  kafka: required(check.kafka),
  pool: required(check.pool),
  consumer: required(check.text),
  log: required(check.log),
  metrics: optional(check.objectWith('new ConsumerMetrics(registry)', 'watch', 'batch')),
  sessionTimeoutMs: optional(check.amount(1)),
  maxBytesPerPartition: optional(check.amount(1)),
  breaker: optional(optionsOf(BREAKER_OPTIONS)),
};

/** @throws TypeError unless there is a function for each topic, and at least one */
export function refuseWrongHandlers(handlers: ReadonlyMap<string, BatchHandler>): void {
  const whole: check.OptionCheck = (value) =>
    value instanceof Map && value.size > 0 && [...value.values()].every((one) => typeof one === 'function')
      ? undefined
      : 'must be a Map with a function for each topic, and not none';
  refuseWrongArguments('start of the consumer', { handlers }, { handlers: whole });
}
