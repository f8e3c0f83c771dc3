import type { AggregateHead } from '../aggregate-heads.port.js';
import type { ShownHead } from '../recovery/shown-topic.port.js';

/** A read model's head of a key. `tombstone` is null if the read model does not store whether the key has ended. */
export interface ReadModelHead extends Omit<AggregateHead, 'tombstone' | 'ids'> {
  tombstone: boolean | null;
}

/** A read model's heads; a key without any content may be left out or be a tombstone. */
export interface ReadModelHeads {
  heads(keys: readonly string[]): Promise<ReadModelHead[]>;
  /**
   * Up to `limit` heads of keys greater than `after`, in the order of `ORDER BY key COLLATE "C"`; empty at the end.
   * Without this method, keys that the database does not have are not searched.
   */
  page?(after: string | null, limit: number): Promise<ReadModelHead[]>;
  /** The same heads with their content, for keys of which it shows more than the database has. */
  shown(keys: readonly string[]): Promise<ShownHead[]>;
}
