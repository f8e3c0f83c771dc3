import { check, optional, type OptionNames, optionsOf, required } from '@conferencing/kernel';
import type { Registry } from 'prom-client';
import type { AggregateHeads } from '../aggregate-heads.port.js';
import { HEADS } from '../heads/heads-check.js';
import type { OutboxLog } from '../outbox-log.port.js';
import type { OutboxRow } from '../outbox.row.js';
import type { RecordProducer } from '../record-producer.port.js';
import type { ShownTopic } from '../recovery/shown-topic.port.js';

export interface RelayOptions {
  /** The database of the outbox; the relay opens up to five connections of its own. */
  connectionString: string;
  topic: string;
  /** The same topic, to read its records before anything is published. */
  shown: ShownTopic;
  /** Makes one unconnected producer whose sends settle within `sendTimeoutMs`. */
  createProducer: (options: { sendTimeoutMs: number }) => RecordProducer;
  /** The record's headers. A row for which it throws is set aside like one that the broker refuses. */
  headers: (row: OutboxRow) => Record<string, string>;
  /** The application's state, from which suspect keys are published again. */
  heads: AggregateHeads;
  registry: Registry;
  log: OutboxLog;
  /** The unique name of this process among all relays of the database. */
  owner: string;
  tuning?: Partial<RelayTuning>;
}

export interface RelayTuning {
  /** Milliseconds until a lease expires without renewal: after a crash its keys wait this long, plus a quarter. */
  leaseMs: number;
  /** The number of producers, each with one send in flight. */
  producers: number;
  /** Row limit of one send. More than 5,000 makes kafkajs slow. */
  batchRows: number;
  /** Payload limit of one send, in characters; below the topic's `max.message.bytes`, because one key may fill it. */
  batchSize: number;
  /** Row limit of one fetch; at most three times as many rows are held. */
  fetchRows: number;
  /** Interval of the poll for rows without a signal. */
  pollMs: number;
  /** Interval of the gauges of waiting rows. */
  sampleMs: number;
  /** A send fails after this time. */
  sendTimeoutMs: number;
  /** A send starts only while the lease lasts this much longer than the send's timeout. */
  leaseMarginMs: number;
  /** Milliseconds between a doubtful send and the repair of its keys. */
  settleMs: number;
  /**
   * Milliseconds after that until the keys of a relay that died are published once more: for this long the kernel of
   * its machine may repeat its writes (Linux gives up 102 s after the first repetition).
   */
  lateArrivalMs: number;
  /** How long `stop()` waits for sends in flight. */
  drainMs: number;
  /** More refused keys than this count as a fault of the topic, not of the records: publishing waits. */
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

const TUNING_OPTIONS = Object.fromEntries(
  Object.keys(DEFAULT_TUNING).map((name) => [name, optional(check.amount(0))]),
) as OptionNames<Partial<RelayTuning>>;

/** As a value, for callers whose compiler did not check them. */
export const RELAY_OPTIONS: OptionNames<RelayOptions> = {
  connectionString: required(check.text),
  topic: required(check.text),
  shown: required(check.objectWith('new KafkaShownTopic(…)', 'position', 'read')),
  createProducer: required(check.callback),
  headers: required(check.callback),
  heads: required(HEADS),
  registry: required(check.registry),
  log: required(check.log),
  owner: required(check.text),
  tuning: optional(optionsOf(TUNING_OPTIONS)),
};
