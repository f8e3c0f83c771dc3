import type { ConnectionStatus, HostState } from '../../domain/host-state.js';
import type { Cause } from '../../domain/pair-list.port.js';
import type { Warning } from '../../domain/warnings.js';
import type { WarnedRow } from '../pairs/pair.row.js';
import type { Place } from './keys.sql.js';

export interface KeyRow {
  service_id: string;
  provider_id: string;
}

export interface CountedKeyRow extends KeyRow {
  total: number;
}

export interface PlacedKeyRow extends KeyRow {
  place: Place;
}

export interface ListedRow extends Omit<WarnedRow, 'other_providers'> {
  service_id: string;
  provider_id: string;
  version: number;
  host_state: HostState;
  resource: string | null;
  occurred_at: Date | null;
  service_name: string | null;
  display_name: string | null;
  provider_email: string | null;
  provider_active: boolean;
  connected_account_id: string | null;
  external_user_id: string | null;
  first_name: string | null;
  last_name: string | null;
  host_email: string | null;
  host_removed: boolean;
  host_lost: boolean;
  /** Null in all rows of a host but the first. */
  other_providers: number | null;
}

export interface CauseRow {
  cause: Cause;
  pairs: number;
}

export interface SummaryRow extends Record<Warning, number> {
  connected_account_id: string | null;
  host_state: HostState;
  pairs: number;
}

export interface ConnectionRow {
  id: string;
  display_name: string | null;
  status: ConnectionStatus;
}
