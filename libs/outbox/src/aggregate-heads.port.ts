/** What the last event of a key is, by the database's own state. */
export interface AggregateHead {
  key: string;
  version: number;
  /** True when the key's last record is a tombstone. */
  tombstone: boolean;
  /** Stands for what the record says, see `fingerprint`; null where that is not compared, as of a tombstone. */
  fingerprint: string | null;
  /** The ids of the records that carry this version: of the event, and of the tombstone that follows it. */
  ids: readonly string[];
}

/** The application's own truth for each key, for repair and reconciliation. */
export interface AggregateHeads {
  /** Heads of these keys; a key that never had an event is left out. */
  heads(keys: readonly string[]): Promise<AggregateHead[]>;
  /** Up to `limit` heads of keys greater than `after`, in the order of `ORDER BY key COLLATE "C"`; empty at the end. */
  page(after: string | null, limit: number): Promise<AggregateHead[]>;
  /**
   * Writes the last event of each key into the outbox again: same id, same version, current content. One statement that
   * locks the aggregates' rows first, so that the copy takes its place in order with what is being written. Keys without
   * an event are ignored. Answers how many rows it wrote.
   */
  republish(keys: readonly string[]): Promise<number>;
  /**
   * Publishes the true state of up to `limit` keys of `outbox_lost_keys` that the database has, above the version that was
   * shown and above its own, and takes them out of the table together with all their waiting rows (`SUPERSEDE_SQL`), in
   * one transaction. Answers how many. Zero: the rest are keys that it has never had.
   */
  recover(limit: number): Promise<number>;
  /**
   * Ends those of these keys of `outbox_lost_keys` that the database has never had, above the version that was shown. They
   * stay in the table with that version, in case that the database gets them later. Answers how many.
   */
  endUnknown(keys: readonly string[]): Promise<number>;
}
