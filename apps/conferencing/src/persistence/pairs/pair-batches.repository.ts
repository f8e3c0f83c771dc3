import { Database, type Queryable } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { HostChange, ResolvedBy } from '../../domain/assignment.js';
import type { MappedPair } from '../../domain/bulk-assignment.js';
import { type PairRef, pairOf } from '../../domain/catalog-change.js';
import type { HostedPair } from '../../domain/handover.js';
import { type BatchWhy, type BulkScope, PairBatches } from '../../domain/pair-batches.port.js';
import type { ChangedPair } from '../../domain/undo.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { ASSIGN_MANY } from './assign-many.sql.js';
import {
  type BatchedChangeRow,
  type KeyRow,
  type PairNow,
  type PairNowRow,
  toChangedPair,
  toPairNow,
  toRef,
} from './batched-pair.mapper.js';
import {
  BATCH_EXISTS,
  CHANGES_OF_BATCH,
  KEYS_OF_CONNECTION,
  KEYS_OF_HOST,
  LOCK_HOST,
  PAIRS_NOW,
  PAIRS_NOW_LOCKED,
} from './batched-pairs.sql.js';
import { CLEAR_MANY } from './clear-many.sql.js';
import { MAPPED_PAIRS, MAPPED_PAIRS_LOCKED } from './mapped-pairs.sql.js';
import { toMappedPair } from './pair.mapper.js';
import type { MappedPairRow } from './pair.row.js';
import { queryableOf } from './pg-unit-of-work.js';

/** The keys as one array for each column. */
function columns(pairs: readonly PairRef[]): string[][] {
  return [pairs.map(({ serviceId }) => serviceId), pairs.map(({ providerId }) => providerId)];
}

@Injectable()
export class PgPairBatches extends PairBatches {
  constructor(private readonly database: Database) {
    super();
  }

  override async mappedPairs(scope: BulkScope, transaction: Transaction | null): Promise<MappedPair[]> {
    const { accountId, serviceId, connectedAccountId, only, providerIds } = scope;
    const statement = transaction === null ? MAPPED_PAIRS : MAPPED_PAIRS_LOCKED;
    const values = [accountId, serviceId, connectedAccountId, only, providerIds];
    return (await this.within(accountId, transaction).query<MappedPairRow>(statement, values)).map(toMappedPair);
  }

  override async hostedBy(
    accountId: string,
    externalUserId: string,
    serviceIds: readonly string[] | null,
    transaction: Transaction | null,
  ): Promise<HostedPair[]> {
    if (transaction !== null) await queryableOf(transaction).query(LOCK_HOST, [externalUserId]);
    const values = [accountId, externalUserId, serviceIds];
    const keys = (await this.within(accountId, transaction).query<KeyRow>(KEYS_OF_HOST, values)).map(toRef);
    return [...(await this.pairsNow(accountId, keys, transaction)).values()];
  }

  override async hostedOn(accountId: string, connectedAccountId: string): Promise<PairRef[]> {
    return (await this.within(accountId, null).query<KeyRow>(KEYS_OF_CONNECTION, [accountId, connectedAccountId])).map(
      toRef,
    );
  }

  override async changesOf(
    accountId: string,
    { batchId, since, only }: { batchId: string; since: Date; only: readonly PairRef[] | null },
    transaction: Transaction | null,
  ): Promise<ChangedPair[] | null> {
    const queryable = this.within(accountId, transaction);
    if ((await queryable.query(BATCH_EXISTS, [accountId, batchId, since])).length === 0) return null;
    const all = await queryable.query<BatchedChangeRow>(CHANGES_OF_BATCH, [accountId, batchId]);
    const wanted = only && new Set(only.map(pairOf));
    const changes = wanted === null ? all : all.filter((change) => wanted.has(pairOf(toRef(change))));
    const now = await this.pairsNow(accountId, changes.map(toRef), transaction);
    return changes.map((change) => toChangedPair(change, now.get(pairOf(toRef(change))) ?? null));
  }

  override async assign(
    transaction: Transaction,
    accountId: string,
    changes: readonly HostChange[],
    why: BatchWhy & { resolvedBy: ResolvedBy },
  ): Promise<void> {
    await queryableOf(transaction).execute(ASSIGN_MANY, [
      accountId,
      ...columns(changes),
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

  override async clear(
    transaction: Transaction,
    accountId: string,
    pairs: readonly PairRef[],
    why: BatchWhy,
  ): Promise<void> {
    const values = [accountId, ...columns(pairs), why.reason, why.actor, why.at, why.traceparent, why.batchId];
    await queryableOf(transaction).execute(CLEAR_MANY, values);
  }

  /** The pairs as they are, by key; locked within a transaction. */
  private async pairsNow(
    accountId: string,
    keys: readonly PairRef[],
    transaction: Transaction | null,
  ): Promise<Map<string, PairNow>> {
    const statement = transaction === null ? PAIRS_NOW : PAIRS_NOW_LOCKED;
    const rows = await this.within(accountId, transaction).query<PairNowRow>(statement, [accountId, ...columns(keys)]);
    return new Map(rows.map(toPairNow).map((pair) => [pairOf(pair), pair]));
  }

  private within(accountId: string, transaction: Transaction | null): Queryable {
    return transaction === null ? this.database.reading(accountId) : queryableOf(transaction);
  }
}
