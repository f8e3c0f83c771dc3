import { Database, type Queryable, type TransactionOptions } from '@conferencing/database';
import { Turns } from '@conferencing/kernel';
import { OutboxSignal } from '@conferencing/outbox';
import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';

/** Wraps an open transaction of this process for the ports. */
export function asTransaction(queryable: Queryable): Transaction {
  return queryable as unknown as Transaction;
}

/** Unwraps the transaction that a port has passed in. */
export function queryableOf(transaction: Transaction): Queryable {
  return transaction as unknown as Queryable;
}

export const LOCK_ACCOUNT = `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`;

/**
 * Takes the account's lock until the transaction ends. A transaction over several accounts takes their locks in id
 * order.
 */
export async function lockAccount(queryable: Queryable, accountId: string): Promise<void> {
  await queryable.query(LOCK_ACCOUNT, [accountId]);
}

/**
 * Enough for a statement that changes a million pairs, or waits for one that does. A request neither holds an account's
 * lock nor waits for it any longer: its caller gives up after 300 s.
 */
export const FAN_OUT_TIMEOUT_MS = 240_000;
const LIMITS = { statementTimeoutMs: FAN_OUT_TIMEOUT_MS, transactionTimeoutMs: FAN_OUT_TIMEOUT_MS };
const FOR_CALLER = { ...LIMITS, endsWithCaller: true };

@Injectable()
export class PgUnitOfWork extends UnitOfWork {
  /** Work that has to wait for the account waits here: waiting for the lock would cost one connection each. */
  private readonly turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly signal: OutboxSignal,
  ) {
    super();
  }

  override async forAccount<T>(
    accountId: string,
    work: (transaction: Transaction) => Promise<T>,
    { outlivesCaller = false } = {},
  ): Promise<T> {
    const lockedWork = async (queryable: Queryable) => {
      await lockAccount(queryable, accountId);
      return work(asTransaction(queryable));
    };
    const limits = outlivesCaller ? LIMITS : FOR_CALLER;
    return this.turns.take(accountId, () => this.database.share(accountId, () => this.commit(lockedWork, limits)));
  }

  override run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.commit((queryable) => work(asTransaction(queryable)));
  }

  private async commit<T>(work: (queryable: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T> {
    const result = await this.database.transaction(work, options);
    this.signal.wake();
    return result;
  }
}
