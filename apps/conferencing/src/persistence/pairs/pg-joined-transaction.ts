import { CLIENT_TIMEOUT_SLACK_MS, queryableOn } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { JoinedTransaction } from '../../domain/joined-transaction.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { asTransaction, FAN_OUT_TIMEOUT_MS, lockAccount } from './pg-unit-of-work.js';

/** Whatever one record changes in many pairs may take as long as the same change by a request. */
const ALLOW_FAN_OUT = `SELECT set_config('statement_timeout', $1::text, true)`;

@Injectable()
export class PgJoinedTransaction extends JoinedTransaction {
  override async join(connection: object, accountIds: readonly string[]): Promise<Transaction> {
    const queryable = queryableOn(connection as PoolClient, FAN_OUT_TIMEOUT_MS + CLIENT_TIMEOUT_SLACK_MS);
    await queryable.query(ALLOW_FAN_OUT, [FAN_OUT_TIMEOUT_MS]);
    for (const accountId of [...new Set(accountIds)].toSorted()) await lockAccount(queryable, accountId);
    return asTransaction(queryable);
  }
}
