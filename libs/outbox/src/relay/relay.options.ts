import type { Registry } from 'prom-client';
import type { AggregateHeads } from '../aggregate-heads.port.js';
import type { OutboxLog } from '../outbox-log.port.js';
import type { OutboxRow } from '../outbox.row.js';
import type { RecordProducer } from '../record-producer.port.js';
import type { ShownTopic } from '../recovery/shown-topic.port.js';

export interface RelayOptions {
  /** The database that holds the outbox; the relay opens up to five connections of its own. */
  connectionString: string;
  topic: string;
  /** The same topic, to see what it has shown before anything is published. */
  shown: ShownTopic;
  /** Makes one unconnected producer whose sends settle within `sendTimeoutMs`. */
  createProducer: (options: { sendTimeoutMs: number }) => RecordProducer;
  /** The record's headers. A row for which it throws is set aside like one that the broker refuses. */
  headers: (row: OutboxRow) => Record<string, string>;
  /** The application's state, from which suspect keys are published again. */
  heads: AggregateHeads;
  registry: Registry;
  log: OutboxLog;
  /** Unique name of this process among all relays of the database. */
  owner: string;
  tuning?: Partial<RelayTuning>;
}

export interface RelayTuning {
  /** How long a lease lasts without renewal: after a crash its keys wait this long, plus a quarter. */
  leaseMs: number;
  /** Producers, each with one send in flight. */
  producers: number;
  /** Most rows in one send. More than 5,000 makes kafkajs slow. */
  batchRows: number;
  /** Most payload in one send, in characters; below the topic's `max.message.bytes`, as one key may fill it. */
  batchSize: number;
  /** Rows that one fetch reads at most; three times as many are in hand at most. */
  fetchRows: number;
  /** Looks for rows this often when no signal comes. */
  pollMs: number;
  /** How often the gauges of what waits are refreshed. */
  sampleMs: number;
  /** A send is given up after this time. */
  sendTimeoutMs: number;
  /** A send begins only while the lease has this much left beyond the send's timeout. */
  leaseMarginMs: number;
  /** How long after a doubtful send its keys are published again. */
  settleMs: number;
  /**
   * How long after that the keys of a relay that died are published once more: for so long the kernel of its machine may
   * repeat what it had written (Linux gives up 102 s after the first repetition).
   */
  lateArrivalMs: number;
  /** How long `stop()` waits for what is in flight. */
  drainMs: number;
  /** More refused keys than this are taken for a fault of the topic, not of the records: publishing waits. */
  blockedKeys: number;
}

export const DEFAULT_TUNING: RelayTuning = {
  leaseMs: 5_000,
  producers: 3,
  batchRows: 1_000,
  batchSize: 900_000,
  fetchRows: 3_000,
  pollMs: 1_000,
  sampleMs: 5_000,
  sendTimeoutMs: 2_000,
  leaseMarginMs: 500,
  settleMs: 4_000,
  lateArrivalMs: 120_000,
  drainMs: 8_000,
  blockedKeys: 1_000,
};
