import type { AggregateHead } from '../aggregate-heads.port.js';

/** What a read model has of each key; a key that it shows nothing of may be left out or be a tombstone. */
export interface ReadModelHeads {
  heads(keys: readonly string[]): Promise<AggregateHead[]>;
  /** Up to `limit` heads of keys greater than `after`, in the order of `ORDER BY key COLLATE "C"`; empty at the end. */
  page(after: string | null, limit: number): Promise<AggregateHead[]>;
  /** Makes it take these versions, which it may have passed already, when they are published once more. */
  expect(heads: readonly Pick<AggregateHead, 'key' | 'version'>[]): Promise<void>;
}
