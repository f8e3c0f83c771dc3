import type { Host, NamedConnection } from '../../domain/assignment.js';
import type { Conferencing, PairExplanation, PairListing, PairState } from '../../domain/assignments.port.js';
import type { MappedPair } from '../../domain/bulk-assignment.js';
import type { ConnectionStatus, HostCondition } from '../../domain/host-state.js';
import type { WarningFacts } from '../../domain/warnings.js';
import type {
  ConditionRow,
  ConferencingRow,
  ExplainRow,
  ListedPairRow,
  MappedPairRow,
  PairAndHostRow,
  PairRow,
  WarnedRow,
} from './pair.row.js';

export function toHost(row: { connected_account_id: string | null; external_user_id: string | null }): Host | null {
  const { connected_account_id: connectedAccountId, external_user_id: externalUserId } = row;
  return connectedAccountId === null || externalUserId === null ? null : { connectedAccountId, externalUserId };
}

/** There is no warning for a removed host. */
export function toWarningFacts(row: WarnedRow, hostRemoved: boolean): WarningFacts {
  return {
    notLicensed: row.not_licensed,
    otherProviders: hostRemoved ? 0 : row.other_providers,
    emailDiffers: row.email_differs,
  };
}

function toCondition(row: ConditionRow): HostCondition | null {
  if (row.connection_status === null || row.user_status === null) return null;
  const connectionStatus = row.connection_status as ConnectionStatus;
  return { connectionStatus, userStatus: row.user_status, removed: row.user_removed };
}

export function toConferencing(row: ConferencingRow): Conferencing {
  return { resource: row.resource, version: row.version, hostState: row.host_state };
}

export function toPairState(row: PairRow): PairState {
  return {
    serviceExists: row.service_exists,
    providerExists: row.provider_exists,
    providerActive: row.provider_active,
    inCatalog: row.in_catalog,
    host: toHost(row),
    hostLost: row.host_lost,
    ...toConferencing(row),
  };
}

export function toNamedConnection(row: PairAndHostRow): NamedConnection | null {
  if (row.connection_id === null) return null;
  return { id: row.connection_id, hosts: row.connection_hosts === true, candidates: row.candidates };
}

export function toExplanation(row: ExplainRow): PairExplanation {
  return {
    ...toPairState(row),
    condition: toCondition(row),
    warned: toWarningFacts(row, row.user_removed),
    resolvedBy: row.resolved_by,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    change: row.change,
    reason: row.reason,
    changedAt: row.occurred_at,
    changedBy: row.actor,
  };
}

export function toListing(row: ListedPairRow): PairListing {
  return {
    ...toConferencing(row),
    serviceId: row.service_id,
    providerId: row.provider_id,
    condition: toCondition(row),
  };
}

export function toMappedPair(row: MappedPairRow): MappedPair {
  return {
    serviceId: row.service_id,
    providerId: row.provider_id,
    providerActive: row.provider_active,
    version: row.version,
    host: toHost(row),
    hostedBy: row.hosted_by,
    mapped: row.mapped_user === null ? null : { user: row.mapped_user, active: row.mapped_user_active },
  };
}
