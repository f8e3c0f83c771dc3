/** The last event of a key, from the database's own state. */
export interface AggregateHead {
  key: string;
  version: number;
  /** True when the key's last record is a tombstone. */
  tombstone: boolean;
  /** A hash of the content, see `fingerprint`; null if it is not compared, as for a tombstone. */
  fingerprint: string | null;
  /** The ids of the records with this version: of the event, and of the tombstone that follows it. */
  ids: readonly string[];
}

/** The application's own state of each key, for repair and reconciliation. */
export interface AggregateHeads {
  /** Heads of these keys; a key that never had an event is left out. */
  heads(keys: readonly string[]): Promise<AggregateHead[]>;
  /** Up to `limit` heads of keys greater than `after`, in the order of `ORDER BY key COLLATE "C"`; empty at the end. */
  page(after: string | null, limit: number): Promise<AggregateHead[]>;
  /**
   * Writes the last event of each key into the outbox again: same id, same version, current content. One statement that
   * locks the aggregates' rows first, so that the copy is in order with concurrent writes. Keys without an event are
   * ignored. Before a tombstone it writes the event that the tombstone follows. Returns the number of keys.
   */
  republish(keys: readonly string[]): Promise<number>;
  /**
   * Publishes the state of up to `limit` keys of `outbox_lost_keys` that the database has, above the version in the
   * topic and above its own, and removes them from the table together with all their waiting rows (`SUPERSEDE`), in
   * one transaction. Returns their number. Zero: the remaining keys never existed in the database.
   */
  recover(limit: number): Promise<number>;
  /**
   * Ends those of these keys of `outbox_lost_keys` that the database never had, above the version in the topic. They
   * stay in the table with that version, in case the database gets them later. Returns their number.
   */
  endUnknown(keys: readonly string[]): Promise<number>;
}
