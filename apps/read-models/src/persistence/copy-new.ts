import { isUniqueViolation, type Transaction } from '@conferencing/database';

/** How rows get into a table that most likely has none of them. */
export interface CopyNewStatements {
  /** `COPY … FROM STDIN (FORMAT binary)` into the table. */
  copy: string;
  /** Creates a temporary table of the same columns, if it isn't there; it is empty at the end of each transaction. */
  createKnownToo: string;
  /** The same COPY into the temporary table. */
  copyKnownToo: string;
  /** Moves its rows into the table, and says what becomes of those that are known. */
  merge: string;
}

/**
 * Many rows at once, at less than half of the cost of an INSERT that looks for each of them. If one of them is known the
 * rows are copied once more, to beside the table, and merged.
 */
export async function copyNew(tx: Transaction, statements: CopyNewStatements, rows: Buffer): Promise<void> {
  try {
    await tx.attempt(() => tx.copy(statements.copy, rows));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await tx.execute(statements.createKnownToo);
    await tx.copy(statements.copyKnownToo, rows);
    await tx.send(statements.merge);
  }
}
