import type { Pool } from 'pg';
import type { KafkaPort } from '../kafka/kafka.port.js';
import type { MessagingLog } from '../kafka/log.port.js';
import type { ConsumerMetrics } from './consumer-metrics.js';

export interface BatchConsumerOptions {
  kafka: KafkaPort;
  /** The database that the handlers write to. It must outlive the application's shutdown hooks' `beforeApplicationShutdown`. */
  pool: Pool;
  /** Names the consumer group and this consumer's rows in `consumer_offsets` and `parked_records`. Never change it. */
  consumer: string;
  metrics?: ConsumerMetrics;
  log: MessagingLog;
  /** Without a heartbeat for this long, others take the partitions over; 10,000 ms when left out. */
  sessionTimeoutMs?: number;
  /** The most bytes of one partition in a batch; 1 MiB when left out. */
  maxBytesPerPartition?: number;
  breaker?: Partial<BreakerOptions>;
}

export interface BreakerOptions {
  /** So many keys of a partition may fail within the window for reasons that the handler didn't foresee; 10. */
  unexpectedKeys: number;
  /**
   * So many keys of a partition may be refused by the handler (PoisonRecordError) within the window; 10,000. Beyond that
   * the partition waits for a window, and goes on with one batch.
   */
  refusedKeys: number;
  /** Milliseconds; 60,000. */
  windowMs: number;
}
