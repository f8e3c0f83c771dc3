import { spendsConnection } from '@conferencing/postgres';
import type { Pool, PoolClient } from 'pg';
import { PendingStatements } from './pending-statements.js';

/**
 * Runs the work between BEGIN and COMMIT. A connection that couldn't be rolled back, or that an error has spent, is
 * thrown away. In a pipeline nothing waits for the answer to BEGIN, which fails only with its connection, nor for what
 * the work leaves pending: when that fails, COMMIT is a ROLLBACK.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient, pending: PendingStatements) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const pending = new PendingStatements(client.pipeline);
  let spent = false;
  const onError = (): void => {
    spent = true;
  };
  client.on('error', onError);
  try {
    await pending.add(client.query('BEGIN'));
    const result = await work(client, pending);
    await pending.add(client.query('COMMIT'));
    await pending.settled();
    return result;
  } catch (error) {
    const cause = await pending.cause(error);
    spent ||= spendsConnection(cause);
    await client.query('ROLLBACK').catch(onError);
    throw cause;
  } finally {
    client.off('error', onError);
    client.release(spent);
  }
}
