/** Whether meetings of a pair have a working host; the most fundamental problem wins, account before host. */
export type HostState =
  | 'ready'
  | 'unassigned'
  | 'account_reconnect_required'
  | 'account_insufficient_permissions'
  | 'host_inactive'
  | 'host_pending'
  | 'host_removed';

export type ConnectionStatus = 'active' | 'reconnect_required' | 'insufficient_permissions';

/**
 * What decides the state of a host: the status of the connected account, the status of the user, and whether the user
 * still exists.
 */
export interface HostCondition {
  connectionStatus: ConnectionStatus;
  /** `active`, `inactive`, `pending`, or a value that the provider adds later. */
  userStatus: string;
  removed: boolean;
}

export interface Reason {
  code: string;
  detail: string;
}

const DETAILS: Record<Exclude<HostState, 'ready' | 'unassigned'>, string> = {
  account_reconnect_required:
    'Zoom no longer accepts the credentials of the connected account. Ask an admin of the Zoom account to connect it again.',
  account_insufficient_permissions:
    'The connected account does not have all of the permissions that hosting needs. Ask an admin of the Zoom account to ' +
    'connect it again and to grant all of them.',
  host_removed: 'The host is no longer a user of the connected Zoom account. Assign another host.',
  host_inactive: 'The host is deactivated at Zoom. Activate them at Zoom, or assign another host.',
  host_pending:
    'The host has not accepted the invitation to Zoom yet. Ask them to accept it, or assign another host until then.',
};

function accountTrouble(status: ConnectionStatus): HostState | null {
  if (status === 'reconnect_required') return 'account_reconnect_required';
  if (status === 'insufficient_permissions') return 'account_insufficient_permissions';
  return null;
}

function userTrouble(condition: HostCondition): HostState | null {
  if (condition.removed) return 'host_removed';
  if (condition.userStatus === 'active') return null;
  return condition.userStatus === 'pending' ? 'host_pending' : 'host_inactive';
}

function troubles(condition: HostCondition): HostState[] {
  return [accountTrouble(condition.connectionStatus), userTrouble(condition)].filter((state) => state !== null);
}

/** A pair that lost its host without a caller's request. */
export const HOST_LOST: Reason = {
  code: 'host_lost',
  detail: 'The connected account of the host was deleted. Assign another host, or clear the pair if it needs none.',
};

/** The state of a host; null: the pair has no host. */
export function hostState(condition: HostCondition | null): HostState {
  if (condition === null) return 'unassigned';
  return troubles(condition)[0] ?? 'ready';
}

/** Everything that stops the host from hosting, most fundamental first; empty if they are ready. */
export function troubleReasons(condition: HostCondition): Reason[] {
  return troubles(condition).map((code) => ({ code, detail: DETAILS[code as keyof typeof DETAILS] }));
}
