import { queryableOn } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { JoinedTransaction } from '../../domain/joined-transaction.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { asTransaction, lockAccount } from './pg-unit-of-work.js';

@Injectable()
export class PgJoinedTransaction extends JoinedTransaction {
  override async join(connection: object, accountIds: readonly string[]): Promise<Transaction> {
    const queryable = queryableOn(connection as PoolClient);
    for (const accountId of [...new Set(accountIds)].toSorted()) await lockAccount(queryable, accountId);
    return asTransaction(queryable);
  }
}
