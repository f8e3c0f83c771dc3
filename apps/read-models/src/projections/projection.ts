import type { Queryable, Transaction } from '@conferencing/database';
import type { Generation, WrittenGeneration } from '../persistence/generation.js';
import type { PairHead } from './pair-head.js';
import type { ProjectedRecord } from './projected-record.js';

/** Writes what has changed. */
export type Change = (tx: Transaction) => Promise<void>;

/** A read model's table: how it is made, how records of the topic change it, how it is made anew beside the old one. */
export interface Projection {
  readonly name: string;
  readonly table: string;
  /** Further names that a rebuild takes: queries that read the same table. */
  readonly views: readonly string[];
  /** Make the live table, oldest first; each a class of TypeORM whose text is frozen once it is released. */
  readonly migrations: readonly (new () => object)[];
  /** The table without any index, so that a bulk load is fast. */
  createTable(generation: Generation): string;
  /** The key and the indexes, one statement each; run after a bulk load. */
  createIndexes(generation: Generation): readonly string[];
  /**
   * What records of one partition change, in any order, with any repetition: the outcome is that of the newest version
   * of each key. Needs the indexes. The records are read at once and not kept: a transaction takes much longer than to
   * read them, and what is alive for so long is copied by each garbage collection.
   *
   * @param lane the partition that the records come from
   */
  change(generation: WrittenGeneration, lane: number, records: readonly ProjectedRecord[]): Change;
  /** Its part of the one statement that applies a small batch to the live tables of all projections. */
  readonly few: FewChanges;
  /** How the table is filled before it has indexes; null where only {@link change} will do. */
  readonly bulk: BulkLoad | null;
  /** Into the empty table: what the live table knows and the topic may have forgotten. Null where there is no such thing. */
  readonly carryOver: string | null;
  /** Just before the swap, while nobody writes to the live table: the rest of it. */
  readonly carryOverRest: string;
  /** Counts what the live table has and the new one lacks, as `missing`; and rows that `differ` at the same version. */
  readonly parity: string;
  /** How `reconcile` compares it with the owner; null where it keeps no state of each pair. */
  readonly heads: ReconciledHeads | null;
}

interface ReconciledHeads {
  /** Its name in the report. */
  readonly name: string;
  of(database: Queryable): PairHeads;
}

/** How far a projection is with each pair. */
export interface PairHeads {
  heads(keys: readonly string[]): Promise<PairHead[]>;
  /**
   * Up to `limit` heads of keys after the given one, in the order of their bytes; empty at the end. Left out where keys
   * that the owner does not have are no fault.
   */
  page?(after: string | null, limit: number): Promise<PairHead[]>;
}

/** What a small batch changes: `$1` of the statement is the lane, the parameters of this part come behind those before. */
interface FewChanges {
  /** How many parameters {@link parameters} answers. */
  readonly parameterCount: number;
  /**
   * `name AS (…)`, comma-separated: common table expressions whose names begin with that of the projection.
   *
   * @param first the number of the first parameter
   */
  expressions(first: number): string;
  parameters(records: readonly ProjectedRecord[]): unknown[];
}

/** For a projection whose rows depend on nothing but the newest record of their key. */
export interface BulkLoad {
  /** Copies the rows of these records; what is written twice is removed by {@link dropRepeats}. */
  load(records: readonly ProjectedRecord[]): Change;
  /** Keeps the newest row of each key. */
  readonly dropRepeats: string;
}
