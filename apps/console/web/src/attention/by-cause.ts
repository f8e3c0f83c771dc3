import type { Attention, Connection, ExternalUser, HostState } from '../api/types.js';

/** Pairs that fail for the same reason and are mended by the same act: one connection, or one host. */
export interface Trouble {
  key: string;
  cause: Cause;
  connection: Connection | null;
  host: ExternalUser | null;
  pairs: Attention[];
}

/** A state in which meetings fail, or the loss of a host that nobody asked for. */
export type Cause = Exclude<HostState, 'ready' | 'unassigned'> | 'host_lost';

/** The most fundamental one first, as the API judges too. */
export const CAUSES: readonly Cause[] = [
  'account_reconnect_required',
  'account_insufficient_permissions',
  'host_removed',
  'host_inactive',
  'host_pending',
  'host_lost',
];

const causeOf = ({ host_state }: Attention): Cause =>
  host_state === 'unassigned' || host_state === 'ready' ? 'host_lost' : host_state;

const isOfConnection = (cause: Cause): boolean => cause.startsWith('account_');

/** Grouped by what mends them; within a cause the one that concerns most comes first. */
export function troublesOf(pairs: readonly Attention[]): Trouble[] {
  const troubles = new Map<string, Trouble>();
  for (const pair of pairs) {
    const cause = causeOf(pair);
    const connection = pair.conferencing?.connected_account ?? null;
    const host = isOfConnection(cause) ? null : (pair.conferencing?.external_user ?? null);
    const key = [cause, connection?.id, host?.id].join('/');
    const trouble = troubles.get(key) ?? { key, cause, connection, host, pairs: [] };
    trouble.pairs.push(pair);
    troubles.set(key, trouble);
  }
  return [...troubles.values()].sort(
    (a, b) => CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause) || b.pairs.length - a.pairs.length,
  );
}
