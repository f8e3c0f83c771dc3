import type { Database } from './database.js';

/** A process that only reads is ready on a standby too. */
export type Need = 'reads' | 'writes';

const READ_ONLY = '25006';

/**
 * Checks the database for what requests need. A connection to a read-only server is not used again: the next one may
 * lead to the new primary.
 */
export async function readiness(database: Database, need: Need): Promise<void> {
  await database.session(async (client) => {
    const { rows } = await client.query<{ read_only: string }>(
      `SELECT current_setting('transaction_read_only') AS read_only`,
    );
    if (need === 'writes' && rows[0]?.read_only !== 'off') {
      throw Object.assign(new Error('The database takes no writes now'), { code: READ_ONLY });
    }
  });
}
