import { Database, type Queryable } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { HostChange, ResolvedBy } from '../../domain/assignment.js';
import type { MappedPair } from '../../domain/bulk-assignment.js';
import { type BatchWhy, type BulkScope, PairBatches } from '../../domain/pair-batches.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { ASSIGN_MANY } from './assign-many.sql.js';
import { MAPPED_PAIRS, MAPPED_PAIRS_LOCKED } from './mapped-pairs.sql.js';
import { toMappedPair } from './pair.mapper.js';
import type { MappedPairRow } from './pair.row.js';
import { queryableOf } from './pg-unit-of-work.js';

@Injectable()
export class PgPairBatches extends PairBatches {
  constructor(private readonly database: Database) {
    super();
  }

  override async mappedPairs(scope: BulkScope, transaction: Transaction | null): Promise<MappedPair[]> {
    const { accountId, serviceId, connectedAccountId, only, providerIds } = scope;
    const statement = transaction === null ? MAPPED_PAIRS : MAPPED_PAIRS_LOCKED;
    const values = [accountId, serviceId, connectedAccountId, only, providerIds];
    return (await this.within(transaction).query<MappedPairRow>(statement, values)).map(toMappedPair);
  }

  override async assign(
    transaction: Transaction,
    accountId: string,
    changes: readonly HostChange[],
    why: BatchWhy & { resolvedBy: ResolvedBy },
  ): Promise<void> {
    await queryableOf(transaction).execute(ASSIGN_MANY, [
      accountId,
      changes.map(({ serviceId }) => serviceId),
      changes.map(({ providerId }) => providerId),
      changes.map(({ externalUserId }) => externalUserId),
      changes.map(({ change }) => change),
      why.resolvedBy,
      why.reason,
      why.actor,
      why.at,
      why.traceparent,
      why.batchId,
    ]);
  }

  private within(transaction: Transaction | null): Queryable {
    return transaction === null ? this.database : queryableOf(transaction);
  }
}
