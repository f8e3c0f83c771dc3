import { check, optional, type OptionNames, required } from '@conferencing/kernel';
import type { KafkaPort, KafkaRecord } from '@conferencing/messaging';
import type { Pool } from 'pg';
import type { AggregateHeads } from '../aggregate-heads.port.js';
import { HEADS } from '../heads/heads-check.js';
import type { ShownHead } from '../recovery/shown-topic.port.js';
import type { HeadState } from './head-state.js';
import type { ReadModelHeads } from './read-model-heads.port.js';
import type { ReconcileProgress } from './reconcile.report.js';

export interface ReconcilerOptions {
  kafka: KafkaPort;
  topic: string;
  /** The database that holds the outbox. */
  pool: Pool;
  heads: AggregateHeads;
  /** What a record says; null for one that no consumer would apply. */
  read: (record: KafkaRecord) => HeadState | null;
  /** The same, as it was shown. */
  readShown: (record: KafkaRecord) => ShownHead | null;
  /** By the name that the report calls it. */
  readModels?: Readonly<Record<string, ReadModelHeads>>;
  onProgress?: (progress: ReconcileProgress) => void;
  /** How many keys of the topic are in memory; twice as many at most. Default 50,000. */
  keysInMemory?: number;
}

/** As a value, for callers whose compiler did not check them. */
export const RECONCILER_OPTIONS: OptionNames<ReconcilerOptions> = {
  kafka: required(check.kafka),
  topic: required(check.text),
  pool: required(check.pool),
  heads: required(HEADS),
  read: required(check.callback),
  readShown: required(check.callback),
  readModels: optional(check.shaped('an object', {})),
  onProgress: optional(check.callback),
  keysInMemory: optional(check.amount(1)),
};

export interface ReconcileWish {
  repair: boolean;
  /** With `repair`: ends the keys that the database has never had. */
  clearUnknown?: boolean;
  /** Misses tombstones too: in a topic that was made again, subscribers can't have seen them. */
  tombstonesToo?: boolean;
}
