/**
 * - `missing`: no record, or a last one that can't be read. `stale`: an older version. `tombstone_missing`: a live record where
 *   a tombstone is due. They are repaired by publishing the same version again.
 * - `different`: the right version, which says something else. `ahead`: a version that the database doesn't have. They are
 *   repaired by publishing the database's state above what was shown: whoever guards by version passes the same one over.
 * - `extra`: a key that the database doesn't have. It is ended when an operator says so.
 */
export type DivergenceKind = 'missing' | 'stale' | 'tombstone_missing' | 'different' | 'ahead' | 'extra';

export interface Divergence {
  key: string;
  /** Where it differs from the database: `topic`, or the name of a read model. */
  where: string;
  kind: DivergenceKind;
  /** The database's version; null where it has none. */
  expected: number | null;
  /** The version that was found; null where there is none. */
  found: number | null;
}

export interface ReconcileReport {
  /** Keys that the database has. */
  keys: number;
  /** Keys that the topic has. */
  topicKeys: number;
  /** Records that could not be read. */
  unreadable: number;
  /** Ranges of offsets that nobody can read: what they were to say is not known, and not compared. */
  unreadableRanges: number;
  /** Keys that differ because their event still waits in the outbox: nothing is wrong with them. */
  pending: number;
  /** The first 1,000 divergences. */
  divergences: Divergence[];
  /** How many divergences of each kind, by `<where>.<kind>`. */
  counts: Record<string, number>;
  /** Keys that were published again, or above what was shown. */
  repaired: number;
  /** Keys that were ended because the database has never had them. */
  cleared: number;
}

export interface ReconcileProgress {
  phase: 'reading_topic' | 'comparing' | 'confirming' | 'repairing';
  /** Records, keys, suspects or repaired keys so far, by phase. */
  done: number;
}
