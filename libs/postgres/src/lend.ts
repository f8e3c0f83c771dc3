import type { Pool, PoolClient } from 'pg';
import { spendsConnection } from './failures.js';

/**
 * Lends one connection for as long as the work runs. A connection that broke, that an error has spent, or on which a
 * transaction was left open is closed afterwards: the next borrower must not find it.
 */
export async function lend<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let spent = false;
  const onError = (): void => {
    spent = true;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    spent ||= spendsConnection(error);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(spent || client.getTransactionStatus() !== 'I');
  }
}
