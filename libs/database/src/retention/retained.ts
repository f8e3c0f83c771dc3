import type { Queryable } from '@conferencing/postgres';

/** A table of which old rows are deleted. */
export interface Retained {
  /** The label in metrics. */
  readonly table: string;
  /**
   * Deletes what is too old. Each step is one short statement, so that no lock is held for long; it yields how many rows
   * it deleted.
   */
  clean(database: Queryable): AsyncIterable<number>;
  /** When the oldest row was made; null if there is none. */
  oldest(database: Queryable): Promise<Date | null>;
}

/** Repeats a statement that deletes up to `rows` rows and answers nothing, until it finds fewer. */
export async function* inBatches(database: Queryable, text: string, values: unknown[], rows: number) {
  for (let deleted = rows; deleted === rows;) {
    deleted = await database.execute(text, [...values, rows]);
    yield deleted;
  }
}

/** Reads the time of the oldest row with a statement that answers `at`. */
export async function oldestBy(database: Queryable, text: string): Promise<Date | null> {
  return (await database.query<{ at: Date | null }>(text))[0]?.at ?? null;
}
