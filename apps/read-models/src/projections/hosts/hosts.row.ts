import type { ConferencingView, Host, HostState, HostStateCounts } from '@conferencing/contracts';
import { HOST_STATES } from '@conferencing/contracts';

/** One host with its counts; the columns of the states are named after them. */
export interface HostRow extends Record<HostState, number> {
  external_user_id: string;
  connected_account_id: string;
  service_provider_count: number;
  service_count: number;
  provider_count: number;
  newest_body: string;
}

export function stateCounts(row: Record<HostState, number>): HostStateCounts {
  return Object.fromEntries(HOST_STATES.map((state) => [state, row[state]])) as HostStateCounts;
}

export function toHost(row: HostRow): Host {
  return {
    object: 'host',
    external_user_id: row.external_user_id,
    connected_account_id: row.connected_account_id,
    external_user: (JSON.parse(row.newest_body) as ConferencingView).data.external_user,
    service_provider_count: row.service_provider_count,
    service_count: row.service_count,
    provider_count: row.provider_count,
    by_host_state: stateCounts(row),
  };
}
