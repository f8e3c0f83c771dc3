import type { HostState, WarningCode } from '../api/types.js';

/** How it looks: fine, nothing there yet, needs attention, meetings fail. */
export type Tone = 'good' | 'quiet' | 'warn' | 'bad';

interface Words {
  label: string;
  /** What it means for the meetings. */
  meaning: string;
  tone: Tone;
}

export const STATES: Readonly<Record<HostState, Words>> = {
  ready: { label: 'Ready', meaning: 'Meetings work.', tone: 'good' },
  unassigned: { label: 'No host', meaning: 'Nobody hosts these meetings yet.', tone: 'quiet' },
  account_reconnect_required: {
    label: 'Connection lost',
    meaning: 'Zoom no longer accepts this connection. Meetings fail until it is connected again.',
    tone: 'bad',
  },
  account_insufficient_permissions: {
    label: 'Permissions missing',
    meaning: 'The Zoom connection lacks permissions. Reconnect it and grant all of them.',
    tone: 'bad',
  },
  host_inactive: {
    label: 'Host deactivated',
    meaning: 'The host is deactivated at Zoom. Activate them there, or pick another host.',
    tone: 'bad',
  },
  host_pending: {
    label: 'Invitation open',
    meaning: 'The host has not accepted Zoom’s invitation yet. Remind them, or pick another host.',
    tone: 'warn',
  },
  host_removed: {
    label: 'Host left Zoom',
    meaning: 'The host is gone from Zoom. Pick another host.',
    tone: 'bad',
  },
};

export const HOST_STATES = Object.keys(STATES) as HostState[];

export const WARNINGS: Readonly<Record<WarningCode, { label: string; meaning: string }>> = {
  host_not_licensed: { label: '40-minute limit', meaning: 'A Basic Zoom plan: meetings end after 40 minutes.' },
  host_shared: { label: 'Shared host', meaning: 'The same Zoom user hosts for several providers.' },
  email_differs: {
    label: 'Emails differ',
    meaning: 'The provider’s email is not the host’s, and nobody chose it by hand.',
  },
};

export const WARNING_CODES = Object.keys(WARNINGS) as WarningCode[];

/** Why something was left out of a change in bulk, and what helps. */
const SKIPPED: Readonly<Record<string, string>> = {
  no_user_mapping: 'No Zoom user is mapped to this provider. Map one on the connection’s page.',
  provider_deactivated: 'This provider is deactivated in the catalog.',
  host_not_active: 'Their Zoom user is not active.',
  changed_meanwhile: 'It was changed meanwhile.',
  changed_since: 'It was changed again since.',
  host_gone: 'The previous host is gone from Zoom.',
  not_in_catalog: 'It is no longer in the catalog.',
  not_in_batch: 'It does not belong to this change.',
  host_not_found: 'No Zoom user of this connection has that email.',
  host_ambiguous: 'Several Zoom users have that email. Use the id.',
  host_not_in_connected_account: 'This connection has no such Zoom user.',
  not_found: 'There is no such provider on this account.',
};

export const skippedBecause = (reason: string): string => SKIPPED[reason] ?? reason.replaceAll('_', ' ');
