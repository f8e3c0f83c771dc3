import type { AggregateHead } from '../aggregate-heads.port.js';
import type { ShownHead } from '../recovery/shown-topic.port.js';

/** What a read model has of a key. `tombstone` is null where it doesn't keep whether the key has ended. */
export interface ReadModelHead extends Omit<AggregateHead, 'tombstone' | 'ids'> {
  tombstone: boolean | null;
}

/** What a read model has of each key; a key that it shows nothing of may be left out or be a tombstone. */
export interface ReadModelHeads {
  heads(keys: readonly string[]): Promise<ReadModelHead[]>;
  /**
   * Up to `limit` heads of keys greater than `after`, in the order of `ORDER BY key COLLATE "C"`; empty at the end.
   * Left out where keys that the database doesn't have are not looked for.
   */
  page?(after: string | null, limit: number): Promise<ReadModelHead[]>;
  /** The same heads with what they say, for keys of which it shows more than the database has. */
  shown(keys: readonly string[]): Promise<ShownHead[]>;
}
