/**
 * Whether meetings of a service provider would work. The most fundamental problem wins: account before host.
 * `unassigned`: there is no host. `account_reconnect_required`, `account_insufficient_permissions`: the connection is
 * broken. `host_inactive`, `host_pending`, `host_removed`: the external user cannot host, or was removed at the
 * provider.
 */
export const HOST_STATES = [
  'ready',
  'unassigned',
  'account_reconnect_required',
  'account_insufficient_permissions',
  'host_inactive',
  'host_pending',
  'host_removed',
] as const;

export type HostState = (typeof HOST_STATES)[number];
