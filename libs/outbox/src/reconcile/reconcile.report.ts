/**
 * - `missing`: no record, or an unreadable last one. `stale`: an older version. `tombstone_missing`: a live record
 *   instead of a tombstone. They are repaired by publishing the same version again.
 * - `different`: the right version with other content. `ahead`: a version that the database does not have. They are
 *   repaired by publishing the database's state above that version, because subscribers that guard by version ignore
 *   the same one.
 * - `extra`: a key that the database does not have. It is ended on an operator's request.
 */
export type DivergenceKind = 'missing' | 'stale' | 'tombstone_missing' | 'different' | 'ahead' | 'extra';

export interface Divergence {
  key: string;
  /** The place of the difference: `topic`, or the name of a read model. */
  where: string;
  kind: DivergenceKind;
  /** The database's version; null if it has none. */
  expected: number | null;
  /** The version that was found; null if there is none. */
  found: number | null;
}

export interface ReconcileReport {
  /** The number of keys in the database. */
  keys: number;
  /** The number of keys in the topic. */
  topicKeys: number;
  /** Records that could not be decoded. */
  unreadable: number;
  /** Unreadable ranges of offsets: their content is unknown and not compared. */
  unreadableRanges: number;
  /** Keys that differ because their event still waits in the outbox: this is no fault. */
  pending: number;
  /** The first 1,000 divergences. */
  divergences: Divergence[];
  /** The number of divergences of each kind, by `<where>.<kind>`. */
  counts: Record<string, number>;
  /** Keys that were published again, or above the version in the topic. */
  repaired: number;
  /** Keys that were ended because the database never had them. */
  cleared: number;
}

export interface ReconcileProgress {
  phase: 'reading_topic' | 'comparing' | 'confirming' | 'repairing';
  /** Records, keys, suspects or repaired keys so far, by phase. */
  done: number;
}
