import type { ExternalUserView } from '../../domain/external-users.port.js';
import type { HostState } from '../../domain/host-state.js';

/** The row that the statements return for a pair. */
export interface ConferencingRow {
  version: number;
  host_state: HostState;
  resource: string | null;
}

export interface PairRow extends ConferencingRow {
  service_exists: boolean;
  provider_exists: boolean;
  provider_active: boolean;
  in_catalog: boolean;
  connected_account_id: string | null;
  external_user_id: string | null;
  host_lost: boolean;
}

export interface PairAndHostRow extends PairRow {
  connection_id: string | null;
  connection_hosts: boolean | null;
  candidates: { externalUserId: string; email: string | null; removed: boolean }[];
}

export interface ConditionRow {
  connection_status: string | null;
  user_status: string | null;
  user_removed: boolean;
}

/** The facts for the warnings of a pair with a host; see `WARNED`. */
export interface WarnedRow {
  not_licensed: boolean;
  email_differs: boolean;
  other_providers: number;
}

export interface ExplainRow extends PairRow, ConditionRow, WarnedRow {
  resolved_by: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  change: string | null;
  reason: string | null;
  occurred_at: Date | null;
  actor: string | null;
}

export interface ListedPairRow extends ConferencingRow, ConditionRow {
  service_id: string;
  provider_id: string;
}

export interface MappedPairRow {
  service_id: string;
  provider_id: string;
  provider_active: boolean;
  version: number;
  connected_account_id: string | null;
  external_user_id: string | null;
  hosted_by: ExternalUserView | null;
  mapped_user: ExternalUserView | null;
  mapped_user_active: boolean;
}
