import { isUniqueViolation, type Transaction } from '@conferencing/database';
import { LIVE } from './generation.js';

/** The statements that add rows to a table that most likely has none of them. */
export interface CopyNewStatements {
  /** `COPY … FROM STDIN (FORMAT binary)` into the table. */
  copy: string;
  /** Creates a temporary table with the same columns, unless it exists; it is empty at the end of each transaction. */
  createKnownToo: string;
  /** The same COPY into the temporary table. */
  copyKnownToo: string;
  /** Moves its rows into the table, and resolves conflicts with known rows. */
  merge: string;
}

/** Accepts rows in the format of {@link BinaryCopy}. */
export const copyTo = (table: string, columns: string) => `COPY ${table} (${columns}) FROM STDIN (FORMAT binary)`;

/**
 * @param onConflict the action for a known row, whose row in the table is called `known`
 */
export function copyNewStatements(table: string, columns: string, onConflict: string): CopyNewStatements {
  return {
    copy: copyTo(`${LIVE}.${table}`, columns),
    createKnownToo: `
      CREATE TEMPORARY TABLE IF NOT EXISTS known_${table} (LIKE ${LIVE}.${table}) ON COMMIT DELETE ROWS`,
    copyKnownToo: copyTo(`pg_temp.known_${table}`, columns),
    merge: `
      INSERT INTO ${LIVE}.${table} AS known (${columns}) SELECT ${columns} FROM pg_temp.known_${table} ${onConflict}`,
  };
}

/**
 * Adds many rows at less than half of the cost of an INSERT that checks each of them. If one of them is known, the rows
 * are copied again into a temporary table and merged.
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
