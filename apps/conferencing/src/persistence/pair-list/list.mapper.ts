import { HOST_STATES } from '@conferencing/contracts';
import type { HostState } from '../../domain/host-state.js';
import type { ListedHost, ListedPair, PairSummary } from '../../domain/pair-list.port.js';
import { WARNINGS } from '../../domain/warnings.js';
import { toWarningFacts } from '../pairs/pair.mapper.js';
import type { ConnectionRow, ListedRow, SummaryRow } from './list.row.js';

function toHost(row: ListedRow, otherProviders: number): ListedHost | null {
  const { connected_account_id: connectedAccountId, external_user_id: externalUserId } = row;
  if (connectedAccountId === null || externalUserId === null) return null;
  return {
    connectedAccountId,
    externalUserId,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.host_email,
    ...toWarningFacts({ ...row, other_providers: otherProviders }, row.host_removed),
  };
}

/** The rows of one answer: a host's providers are counted in the first row of the host. */
export function toListedPairs(rows: readonly ListedRow[]): ListedPair[] {
  const otherProviders = new Map<string | null, number>();
  return rows.map((row) => {
    if (row.other_providers !== null) otherProviders.set(row.external_user_id, row.other_providers);
    return toListedPair(row, otherProviders.get(row.external_user_id) ?? 0);
  });
}

function toListedPair(row: ListedRow, otherProviders: number): ListedPair {
  return {
    service: { id: row.service_id, name: row.service_name },
    provider: {
      id: row.provider_id,
      displayName: row.display_name,
      email: row.provider_email,
      active: row.provider_active,
    },
    version: row.version,
    hostState: row.host_state,
    resource: row.resource,
    updatedAt: row.occurred_at,
    host: toHost(row, otherProviders),
    hostLost: row.host_lost,
  };
}

function zeros<Value extends string>(values: readonly Value[]): Record<Value, number> {
  return Object.fromEntries(values.map((value) => [value, 0])) as Record<Value, number>;
}

function byHostState(rows: readonly SummaryRow[]): Record<HostState, number> {
  const counts = zeros<HostState>(HOST_STATES);
  for (const { host_state: state, pairs } of rows) counts[state] += pairs;
  return counts;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

export function toSummary(rows: readonly SummaryRow[], connections: readonly ConnectionRow[]): PairSummary {
  const byWarning = zeros(WARNINGS);
  for (const warning of WARNINGS) byWarning[warning] = sum(rows.map((row) => row[warning]));
  return {
    pairs: sum(rows.map(({ pairs }) => pairs)),
    byHostState: byHostState(rows),
    byWarning,
    connectedAccounts: connections.map(({ id, display_name: displayName, status }) => {
      const own = rows.filter((row) => row.connected_account_id === id);
      return { id, displayName, status, pairs: sum(own.map(({ pairs }) => pairs)), byHostState: byHostState(own) };
    }),
  };
}
