import type { Pool, PoolClient } from 'pg';

/**
 * Runs the work between BEGIN and COMMIT. A connection that couldn't be rolled back is thrown away. The work begins while
 * BEGIN is still on its way: its statements come after it, and fail with it.
 *
 * @param commit in place of COMMIT alone
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  commit: (client: PoolClient) => Promise<unknown> = (client) => client.query('COMMIT'),
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    const begun = client.query('BEGIN');
    begun.catch(() => undefined);
    const result = await work(client);
    await begun;
    await commit(client);
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
