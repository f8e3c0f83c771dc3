import type { Change } from '../api/types.js';
import { hostName } from './people.js';

type ShownChange = Pick<Change, 'change' | 'reason' | 'from' | 'to' | 'host_state'>;

const REASONS: Readonly<Record<string, string>> = {
  handover: 'as part of a handover',
  undo: 'because an earlier change was undone',
  bulk: 'by the user mappings of the providers',
  recovered: 'after a recovery',
  connected_account_deleted: 'because the Zoom connection was disconnected',
  service_removed: 'because the service left the catalog',
  service_provider_unassigned: 'because the provider left the service',
  provider_deactivated: 'because the provider was deactivated',
  derivation_repaired: 'after a repair',
};

const reasonText = (reason: string | null): string =>
  reason === null ? '' : (REASONS[reason] ?? reason.replaceAll('_', ' '));

/** One sentence for one change, without who did it. */
export function changeText(shown: ShownChange): string {
  const { change, reason, from, to } = shown;
  const why = reasonText(reason);
  const tail = why === '' ? '' : `, ${why}`;
  if (change === 'assigned') return `${hostName(to?.external_user)} became the host${tail}`;
  if (change === 'reassigned') {
    return `${hostName(to?.external_user)} took over from ${hostName(from?.external_user)}${tail}`;
  }
  if (change === 'cleared') return `${hostName(from?.external_user)} no longer hosts${tail}`;
  return refreshText(shown);
}

/** The same host, but something about them or their connection is another. */
function refreshText({ from, to, host_state }: ShownChange): string {
  const host = hostName(to?.external_user);
  if (host_state === 'account_reconnect_required')
    return `Zoom stopped accepting the connection that ${host} hosts with`;
  if (host_state === 'account_insufficient_permissions')
    return `The connection that ${host} hosts with lacks permissions`;
  if (from?.external_user.status !== to?.external_user.status) {
    if (host_state === 'host_removed') return `${host} left Zoom`;
    if (host_state === 'host_inactive') return `${host} was deactivated at Zoom`;
    if (host_state === 'host_pending') return `${host} has to accept Zoom’s invitation`;
    return `${host} is active at Zoom again`;
  }
  if (from?.connected_account.status !== to?.connected_account.status)
    return `The connection that ${host} hosts with works again`;
  if (hostName(from?.external_user) !== host) return `${hostName(from?.external_user)} is called ${host} now`;
  return `Details of ${host} changed`;
}

export const CHANGES: Readonly<Record<Change['change'], string>> = {
  assigned: 'Host assigned',
  reassigned: 'Host replaced',
  cleared: 'Host removed',
  refreshed: 'Changed at Zoom',
};
