import { setTimeout as sleep } from 'node:timers/promises';
import { currentRequest } from '@conferencing/observability';
import {
  allowStatements,
  isConflict,
  isForeignKeyViolation,
  isUniqueViolation,
  lend,
  type PendingStatements,
  type Queryable,
  queryableOn,
  transactOn,
  type Transaction,
  transactionOn,
  type Values,
} from '@conferencing/postgres';
import type { Pool, PoolClient } from 'pg';
import { CallerLeft } from './caller-left.js';
import { translateFailure } from './failures.js';
import { FairShares } from './fair-shares.js';

export interface TransactionOptions {
  /** Number of attempts before a deadlock or serialization failure is thrown. Default 5. */
  attempts?: number;
  /** Limit of each statement instead of the pool's, for work on very many rows. */
  statementTimeoutMs?: number;
  /**
   * Limit of the whole transaction, including waits for locks; after it the server ends the transaction and its
   * connection. No limit by default.
   */
  transactionTimeoutMs?: number;
  /** It is rolled back when the caller of the request that it serves leaves before COMMIT. Not for what others wait for. */
  endsWithCaller?: boolean;
}

export interface SessionOptions {
  /** What runs on the connection, and the connection, end when the caller of the request that it serves leaves. */
  endsWithCaller?: boolean;
}

const DEFAULT_ATTEMPTS = 5;
/**
 * A referenced row was deleted, or a row with the same key was added, after the statement had looked. The next attempt
 * sees that and answers accordingly; a violation that repeats is a programming error.
 */
const ATTEMPTS_FOR_KEYS = 3;
const RETRY_PAUSE_MS = 10;

function begin({ transactionTimeoutMs }: TransactionOptions): string {
  const limit =
    transactionTimeoutMs === undefined ? '' : `; SET LOCAL transaction_timeout = ${Math.trunc(transactionTimeoutMs)}`;
  return `BEGIN${limit}`;
}

function inTransaction<T>(
  client: PoolClient,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const { statementTimeoutMs } = options;
  const run = async (_: PoolClient, pending: PendingStatements): Promise<T> =>
    await work(
      statementTimeoutMs === undefined
        ? transactionOn(client, { pending })
        : await allowStatements(client, statementTimeoutMs),
    );
  return transactOn(client, run, begin(options));
}

function attemptsAfter(error: unknown): number {
  if (isConflict(error)) return Number.POSITIVE_INFINITY;
  return isForeignKeyViolation(error) || isUniqueViolation(error) ? ATTEMPTS_FOR_KEYS : 1;
}

/**
 * Runs the hot statements over the one pool of the process. A statement or transaction that loses a deadlock, a
 * serialization conflict or a race for a key is retried; an unreachable database is `DomainError('unavailable')`.
 */
export class Database implements Queryable {
  private readonly direct: Queryable;
  private readonly shares: FairShares;

  constructor(readonly pool: Pool) {
    this.direct = queryableOn(pool);
    this.shares = new FairShares(pool.options.max);
  }

  /** Works that wait until their key may hold one more connection. */
  get waitingForShare(): number {
    return this.shares.waiting;
  }

  /**
   * For work that may wait for a lock while it holds a connection: one key (an account) never gets so many connections
   * that none is left for the others. Not inside such work.
   */
  share<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.shares.run(key, work, currentRequest()?.caller);
  }

  /**
   * Lends a connection for reads that may take long: one key (an account) never gets so many of them that none is left
   * for the others, and they end when the caller of the request leaves. Not within `share` or a transaction.
   */
  read<T>(key: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const run = () => this.session(work, { endsWithCaller: true });
    return this.attempt(() => this.shares.run(`${key} reads`, run, currentRequest()?.caller), DEFAULT_ATTEMPTS);
  }

  /** Statements of their own, each of them run by {@link read}. */
  reading(key: string): Queryable {
    return {
      query: (text, values) => this.read(key, (client) => queryableOn(client).query(text, values)),
      execute: (text, values) => this.read(key, (client) => queryableOn(client).execute(text, values)),
    };
  }

  query<Row extends object>(text: string, values?: Values): Promise<Row[]> {
    return this.attempt(() => this.direct.query<Row>(text, values), DEFAULT_ATTEMPTS);
  }

  execute(text: string, values?: Values): Promise<number> {
    return this.attempt(() => this.direct.execute(text, values), DEFAULT_ATTEMPTS);
  }

  /**
   * Runs the work between BEGIN and COMMIT (READ COMMITTED). The work must be repeatable: it must not change anything
   * outside the database. An exception rolls back and is rethrown.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.attempt(
      () => this.session((client) => inTransaction(client, work, options), options),
      options.attempts ?? DEFAULT_ATTEMPTS,
    );
  }

  /** Lends one connection while the work runs: COPY, cursors, session locks. No retries. */
  async session<T>(work: (client: PoolClient) => Promise<T>, { endsWithCaller }: SessionOptions = {}): Promise<T> {
    const caller = endsWithCaller === true ? currentRequest()?.caller : undefined;
    const hasLeft = () => caller?.hasLeft === true;
    if (hasLeft()) throw new CallerLeft();
    try {
      return await lend(this.pool, work, caller);
    } catch (error) {
      throw hasLeft() ? new CallerLeft({ cause: error }) : error;
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
