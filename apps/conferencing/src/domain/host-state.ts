/** Whether meetings of a pair would have a working host; the most fundamental trouble wins, account before host. */
export type HostState =
  | 'ready'
  | 'unassigned'
  | 'account_reconnect_required'
  | 'account_insufficient_permissions'
  | 'host_inactive'
  | 'host_pending'
  | 'host_removed';

export type ConnectionStatus = 'active' | 'reconnect_required' | 'insufficient_permissions';

/** What decides over a host: his connected account's status, his own at the provider, and whether he is still there. */
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
  account_reconnect_required: 'The connected account has lost its authorisation: an admin has to connect it again.',
  account_insufficient_permissions: 'The connected account lacks permissions: an admin has to grant all of them.',
  host_removed: 'The host is no longer a user of the connected account: assign another host.',
  host_inactive: 'The host is deactivated in the connected account: activate him there or assign another host.',
  host_pending: 'The host has not yet activated his account: he has to accept the invitation first.',
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

/** A pair that has lost its host without a caller's wish. */
export const HOST_LOST: Reason = {
  code: 'host_lost',
  detail: 'The connected account of the host was deleted: assign another host, or clear the pair on purpose.',
};

/** The state of a host; null: nobody is assigned. */
export function hostState(condition: HostCondition | null): HostState {
  if (condition === null) return 'unassigned';
  return troubles(condition)[0] ?? 'ready';
}

/** Everything that keeps the host from hosting, the most fundamental first; empty when he is ready. */
export function troubleReasons(condition: HostCondition): Reason[] {
  return troubles(condition).map((code) => ({ code, detail: DETAILS[code as keyof typeof DETAILS] }));
}
