import type { PairVersion, ProjectedEvent, ProjectedTombstone } from '../projected-record.js';
import type { CurrentRow } from './current.row.js';

/** What no current row has. */
type OfHistory = 'value' | 'change' | 'actor' | 'batch_id';

/**
 * What is kept of a pair whose newest record this is. One literal for each row: V8 makes one with a spread in it several
 * times as slowly.
 */
export function toRow(record: ProjectedTombstone | Omit<ProjectedEvent, OfHistory>): CurrentRow {
  if (record.kind === 'tombstone') return unassigned(record, null, true);
  const { account_id, service_id, provider_id, version, occurred_at, host_state, data } = record;
  if (data === null) return unassigned(record, account_id, false);
  return {
    account_id,
    service_id,
    provider_id,
    version,
    tombstone: false,
    host_state,
    connected_account_id: data.connected_account.id,
    external_user_id: data.external_user.id,
    occurred_at,
    body: JSON.stringify({ data, version, host_state, updated_at: occurred_at }),
  };
}

function unassigned(record: PairVersion, account_id: string | null, tombstone: boolean): CurrentRow {
  const { service_id, provider_id, version, occurred_at } = record;
  return {
    account_id,
    service_id,
    provider_id,
    version,
    tombstone,
    host_state: 'unassigned',
    connected_account_id: null,
    external_user_id: null,
    occurred_at,
    body: null,
  };
}
