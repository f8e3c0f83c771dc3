import { allowStatements, type Transaction as Statements } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { AccountsBusy, JoinedTransaction } from '../../domain/joined-transaction.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { asTransaction, FAN_OUT_TIMEOUT_MS, LOCK_ACCOUNT } from './pg-unit-of-work.js';

/** Milliseconds that a batch of many accounts waits for the lock of one account. */
const LOCK_WAIT_MS = 500;
const LOCK_NOT_AVAILABLE = '55P03';

/** $1 accounts: returns those whose lock is free, without waiting. */
const TRY_ACCOUNTS = `
SELECT id FROM unnest($1::text[]) AS wanted (id) WHERE pg_try_advisory_xact_lock(hashtextextended(id, 0))`;

/**
 * Waits in the lock's queue, so that it gets a turn: repeated tries without waiting find a busy account locked each
 * time.
 */
async function waitForAccount(client: PoolClient, statements: Statements, accountId: string): Promise<boolean> {
  try {
    await statements.attempt(async () => {
      await client.query(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
      await client.query(LOCK_ACCOUNT, [accountId]);
      await client.query('SET LOCAL lock_timeout TO DEFAULT');
    });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    return false;
  }
}

@Injectable()
export class PgJoinedTransaction extends JoinedTransaction<PoolClient> {
  /** One record that changes many pairs may take as long as the same change by a request. */
  override async join(client: PoolClient, accountIds: readonly string[]): Promise<Transaction> {
    const statements = await allowStatements(client, FAN_OUT_TIMEOUT_MS);
    const wanted = [...new Set(accountIds)].toSorted();
    const held = await client.query<{ id: string }>(TRY_ACCOUNTS, [wanted]);
    const free = new Set(held.rows.map(({ id }) => id));
    const busy: string[] = [];
    for (const accountId of wanted) {
      if (free.has(accountId)) continue;
      if (busy.length > 0 || !(await waitForAccount(client, statements, accountId))) busy.push(accountId);
    }
    if (busy.length > 0) throw new AccountsBusy(busy);
    return asTransaction(statements);
  }
}
