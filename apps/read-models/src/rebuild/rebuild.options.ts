import type { KafkaPort } from '@conferencing/messaging';
import type { Projection } from '../projections/projection.js';

/** `done` of `total`: records while loading and following, indexes while indexing. */
export interface RebuildProgress {
  phase: 'loading' | 'indexing' | 'following' | 'swapping';
  done: number;
  total: number;
}

export interface RebuildOptions {
  /** Of the read models' own database. */
  databaseUrl: string;
  kafka: KafkaPort;
  /** `conferencing.updated` by default. */
  topic?: string;
  onProgress?: (progress: RebuildProgress) => void;
  /** The projections to choose from; the app's own by default. */
  projections?: readonly Projection[];
  /** Swap although the new table lacks rows of the live one: for a live table that holds what never happened. */
  force?: boolean;
}

export interface RebuildResult {
  projection: string;
  /** Records of the topic that were read. */
  records: number;
  /** Records that could not be decoded and were left out; the consumer has parked them. */
  undecodable: number;
  /** Rows that the new table has otherwise than the old one had, at the same version. */
  differ: number;
  seconds: number;
}
