import type { Queryable } from '@conferencing/database';
import type { Generation } from '../persistence/generation.js';
import type { ProjectedRecord } from './projected-record.js';

/** A read model's table: how it is made, how records of the topic change it, how it is made anew beside the old one. */
export interface Projection {
  readonly name: string;
  readonly table: string;
  /** The table without any index, so that a bulk load is fast. */
  createTable(generation: Generation): string;
  /** The key and the indexes, one statement each; run after a bulk load. */
  createIndexes(generation: Generation): readonly string[];
  /**
   * Applies records of one partition, in any order, with any repetition: the outcome is that of the newest version of
   * each key. Needs the indexes.
   *
   * @param lane the partition that the records come from
   */
  apply(tx: Queryable, generation: Generation, lane: number, records: readonly ProjectedRecord[]): Promise<void>;
  /** Writes records to a table without indexes; what {@link dropRepeats} removes may be written twice. */
  load(tx: Queryable, lane: number, records: readonly ProjectedRecord[]): Promise<void>;
  /** After several loads and before the indexes: keeps the newest row of each key. */
  readonly dropRepeats: string;
  /** Before the load: what the live table knows and the topic may have forgotten. Null where there is no such thing. */
  readonly carryOver: string | null;
  /** Just before the swap, while nobody writes to the live table: the rest of it. */
  readonly carryOverRest: string;
  /** Counts what the live table has and the new one lacks, as `missing`; and rows that `differ` at the same version. */
  readonly parity: string;
}
