import { newId } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { PairFanOut, type PairSelection } from '../../domain/pair-fan-out.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { clearHosts, type SELECTIONS } from './clear-host.sql.js';
import { endKeys } from './end-keys.sql.js';
import { queryableOf } from './pg-unit-of-work.js';
import { REFRESH_PAIRS } from './refresh-pairs.sql.js';

function selected(selection: PairSelection): { kind: keyof typeof SELECTIONS; ids: string[] } {
  if ('connectedAccountId' in selection) return { kind: 'connectedAccount', ids: [selection.connectedAccountId] };
  if (!('serviceId' in selection)) return { kind: 'provider', ids: [selection.providerId] };
  if (!('providerId' in selection)) return { kind: 'service', ids: [selection.serviceId] };
  return { kind: 'pair', ids: [selection.serviceId, selection.providerId] };
}

@Injectable()
export class PgPairFanOut extends PairFanOut {
  override async refresh(
    transaction: Transaction,
    scope: { connectedAccountId: string; externalUserIds?: readonly string[] },
    why: Parameters<PairFanOut['refresh']>[2],
  ): Promise<number> {
    const [row] = await queryableOf(transaction).query<{ changed: number }>(REFRESH_PAIRS, [
      scope.connectedAccountId,
      scope.externalUserIds ?? null,
      why.reason,
      why.actor,
      why.at,
      why.traceparent,
      newId('batch'),
    ]);
    return row?.changed ?? 0;
  }

  override async clear(
    transaction: Transaction,
    selection: PairSelection,
    why: Parameters<PairFanOut['clear']>[2],
  ): Promise<number> {
    const { kind, ids } = selected(selection);
    const queryable = queryableOf(transaction);
    const provenance = [why.reason, why.actor, why.at, why.traceparent, newId('batch')];
    const [row] = await queryable.query<{ changed: number }>(clearHosts(kind), [...provenance, ...ids]);
    if (why.tombstone) await queryable.execute(endKeys(kind), [why.at, why.traceparent, ...ids]);
    return row?.changed ?? 0;
  }
}
