import type { Assignment } from '../../domain/assignment.js';
import type { PairRef } from '../../domain/catalog-change.js';
import type { ChangedPair } from '../../domain/undo.js';
import { toHost } from './pair.mapper.js';

export interface KeyRow {
  service_id: string;
  provider_id: string;
}

export interface PairNowRow extends KeyRow {
  version: number;
  connected_account_id: string | null;
  external_user_id: string | null;
  provider_active: boolean;
  in_catalog: boolean;
}

export interface BatchedChangeRow extends KeyRow {
  host_before: string | null;
  host_after: string | null;
  before_there: boolean;
}

export type PairNow = Assignment & PairRef & { inCatalog: boolean; providerActive: boolean };

export function toRef({ service_id: serviceId, provider_id: providerId }: KeyRow): PairRef {
  return { serviceId, providerId };
}

export function toPairNow(row: PairNowRow): PairNow {
  return {
    ...toRef(row),
    version: row.version,
    host: toHost(row),
    inCatalog: row.in_catalog,
    providerActive: row.provider_active,
  };
}

export function toChangedPair(row: BatchedChangeRow, now: PairNow | null): ChangedPair {
  const before = row.host_before === null ? null : { externalUserId: row.host_before, there: row.before_there };
  return { ...toRef(row), before, after: row.host_after, now };
}
