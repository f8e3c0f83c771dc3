import { setTimeout as sleep } from 'node:timers/promises';
import {
  CLIENT_TIMEOUT_SLACK_MS,
  isConflict,
  isForeignKeyViolation,
  isUniqueViolation,
  spendsConnection,
} from '@conferencing/postgres';
import type { Pool, PoolClient } from 'pg';
import { translateFailure } from './failures.js';
import { FairShares } from './fair-shares.js';
import type { Queryable, Transaction, Values } from './queryable.js';
import { queryableOn, transactionOn } from './statements.js';

export interface TransactionOptions {
  /** How often the work is run before a deadlock or serialization failure is passed on. Default 5. */
  attempts?: number;
  /** How long each statement may take, instead of the pool's limit; for work on very many rows. */
  statementTimeoutMs?: number;
  /** How long all of it may take, waits for locks included; then the server ends it and its connection. No limit unless told. */
  transactionTimeoutMs?: number;
}

const DEFAULT_ATTEMPTS = 5;
/**
 * A row that a key refers to went, or one with the same key came, after the statement had looked. The next run sees that
 * and answers in its own words; a violation that comes again is a fault of the program.
 */
const ATTEMPTS_FOR_KEYS = 3;
const RETRY_PAUSE_MS = 10;

/**
 * Statements in the open transaction of a connection, each of which may take this many milliseconds from now on, instead
 * of the pool's limit.
 */
export async function allowStatements(client: PoolClient, timeoutMs: number): Promise<Transaction> {
  await client.query(`SET LOCAL statement_timeout = ${Math.trunc(timeoutMs)}`);
  return transactionOn(client, { query_timeout: timeoutMs + CLIENT_TIMEOUT_SLACK_MS });
}

async function begin(client: PoolClient, options: TransactionOptions): Promise<Transaction> {
  const { statementTimeoutMs, transactionTimeoutMs } = options;
  const limit =
    transactionTimeoutMs === undefined ? '' : `; SET LOCAL transaction_timeout = ${Math.trunc(transactionTimeoutMs)}`;
  await client.query(`BEGIN${limit}`);
  return statementTimeoutMs === undefined ? transactionOn(client) : allowStatements(client, statementTimeoutMs);
}

async function inTransaction<T>(
  client: PoolClient,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const transaction = await begin(client, options);
  try {
    const result = await work(transaction);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    try {
      await client.query('ROLLBACK');
    } catch (cause) {
      throw new AggregateError([error, cause], 'The transaction failed, and so did its rollback', { cause });
    }
    throw error;
  }
}

function attemptsAfter(error: unknown): number {
  if (isConflict(error)) return Number.POSITIVE_INFINITY;
  return isForeignKeyViolation(error) || isUniqueViolation(error) ? ATTEMPTS_FOR_KEYS : 1;
}

/**
 * The hot statements' way to PostgreSQL, over the one pool of the process. A statement or transaction that loses a
 * deadlock, a serialization conflict or the race for a key is run again; a database out of reach is `DomainError('unavailable')`.
 */
export class Database implements Queryable {
  private readonly direct: Queryable;
  private readonly shares: FairShares;

  constructor(readonly pool: Pool) {
    this.direct = queryableOn(pool);
    this.shares = new FairShares(pool.options.max);
  }

  /**
   * For work that may wait for a lock while it has a connection: one key (an account) never gets so many connections that
   * none is left for the others. Not within such work.
   */
  share<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.shares.run(key, work);
  }

  query<Row extends object>(text: string, values?: Values): Promise<Row[]> {
    return this.attempt(() => this.direct.query<Row>(text, values), DEFAULT_ATTEMPTS);
  }

  execute(text: string, values?: Values): Promise<number> {
    return this.attempt(() => this.direct.execute(text, values), DEFAULT_ATTEMPTS);
  }

  /**
   * Runs the work between BEGIN and COMMIT (READ COMMITTED). The work must be repeatable: nothing outside the
   * database may happen in it. Anything that it throws rolls back and is passed on.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.attempt(
      () => this.session((client) => inTransaction(client, work, options)),
      options.attempts ?? DEFAULT_ATTEMPTS,
    );
  }

  /** Lends one connection for as long as the work runs: COPY, cursors, session locks. No retries. */
  async session<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    const markBroken = () => {
      broken = true;
    };
    client.on('error', markBroken);
    try {
      return await work(client);
    } catch (error) {
      broken ||= spendsConnection(error);
      throw error;
    } finally {
      client.off('error', markBroken);
      // Whatever was left open on it, the next one must not find it.
      client.release(broken || client.getTransactionStatus() !== 'I');
    }
  }

  private async attempt<T>(run: () => Promise<T>, attempts: number): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run();
      } catch (error) {
        if (attempt >= Math.min(attempts, attemptsAfter(error))) throw translateFailure(error);
        await sleep(Math.random() * RETRY_PAUSE_MS * 2 ** attempt);
      }
    }
  }
}
