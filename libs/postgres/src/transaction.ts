import type { Pool, PoolClient } from 'pg';
import { lend } from './lend.js';
import { PendingStatements } from './pending-statements.js';

/** @param pending what the work sends and does not wait for */
type Work<T> = (client: PoolClient, pending: PendingStatements) => Promise<T>;

/** A transaction on a connection of the pool, see {@link transactOn}. */
export function inTransaction<T>(pool: Pool, work: Work<T>): Promise<T> {
  return lend(pool, (client) => transactOn(client, work));
}

/**
 * Runs the work between BEGIN and COMMIT (READ COMMITTED) and passes on what it throws. In a pipeline nothing waits for
 * the answer to BEGIN, which fails only with its connection, nor for what the work leaves pending: when that fails,
 * COMMIT is a ROLLBACK.
 *
 * @param begin the first statement, BEGIN with settings of the transaction behind it
 */
export async function transactOn<T>(client: PoolClient, work: Work<T>, begin = 'BEGIN'): Promise<T> {
  const pending = new PendingStatements(client.pipeline);
  try {
    await pending.add(client.query(begin));
    const result = await work(client, pending);
    await pending.add(client.query('COMMIT'));
    await pending.settled();
    return result;
  } catch (error) {
    const cause = await pending.cause(error);
    // A connection on which this fails still has the transaction: who lent it sees that, and closes it.
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}

/**
 * Runs the work behind a savepoint: a failure, also of what it leaves pending, leaves the transaction usable and without
 * a trace of the work.
 */
export async function attemptOn<T>(client: PoolClient, pending: PendingStatements, work: () => Promise<T>): Promise<T> {
  await pending.add(client.query('SAVEPOINT attempt'));
  try {
    const result = await work();
    await pending.settled();
    await pending.add(client.query('RELEASE SAVEPOINT attempt'));
    return result;
  } catch (error) {
    const cause = await pending.cause(error);
    // What is rolled back to stays a savepoint: an attempt around this one must find its own, and beyond 64 levels all
    // sessions pay for them.
    await client.query('ROLLBACK TO SAVEPOINT attempt');
    await client.query('RELEASE SAVEPOINT attempt');
    throw cause;
  }
}
