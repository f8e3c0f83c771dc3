import type { Pool, PoolClient } from 'pg';
import { abandon } from './abandon.js';
import { spendsConnection } from './failures.js';

/** A party that may stop waiting, such as the caller of a request. */
export interface Leaver {
  /**
   * Calls the listener once, at once when they have left already.
   *
   * @returns a function that removes the listener
   */
  onLeave(listener: () => void): () => void;
}

/**
 * Lends one connection while the work runs. A connection that broke, that an error has spent, or with an open
 * transaction is closed afterwards, because the next borrower must not get it.
 *
 * @param leaver when they leave, the running statement and the connection end
 */
export async function lend<T>(pool: Pool, work: (client: PoolClient) => Promise<T>, leaver?: Leaver): Promise<T> {
  const client = await pool.connect();
  let spent = false;
  const onError = (): void => {
    spent = true;
  };
  client.on('error', onError);
  const stopListening = leaver?.onLeave(() => {
    spent = true;
    abandon(client);
  });
  try {
    return await work(client);
  } catch (error) {
    spent ||= spendsConnection(error);
    throw error;
  } finally {
    stopListening?.();
    client.off('error', onError);
    client.release(spent || client.getTransactionStatus() !== 'I');
  }
}
