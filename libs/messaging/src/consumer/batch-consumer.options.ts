import type { OptionNames } from '@conferencing/kernel';
import type { Pool } from 'pg';
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

/** As a value, for callers whose compiler did not check them. */
export const CONSUMER_OPTIONS: OptionNames<BatchConsumerOptions> = {
  kafka: 'required',
  pool: 'required',
  consumer: 'required',
  log: 'required',
  metrics: 'optional',
  sessionTimeoutMs: 'optional',
  maxBytesPerPartition: 'optional',
  breaker: 'optional',
};

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
