import { allowStatements } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { JoinedTransaction } from '../../domain/joined-transaction.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { asTransaction, FAN_OUT_TIMEOUT_MS, lockAccount } from './pg-unit-of-work.js';

@Injectable()
export class PgJoinedTransaction extends JoinedTransaction {
  /** Whatever one record changes in many pairs may take as long as the same change by a request. */
  override async join(connection: object, accountIds: readonly string[]): Promise<Transaction> {
    const statements = await allowStatements(connection as PoolClient, FAN_OUT_TIMEOUT_MS);
    for (const accountId of [...new Set(accountIds)].toSorted()) await lockAccount(statements, accountId);
    return asTransaction(statements);
  }
}
