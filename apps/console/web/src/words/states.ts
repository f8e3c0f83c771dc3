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
  ready: { label: 'Ready', meaning: 'The meetings work.', tone: 'good' },
  unassigned: { label: 'No host', meaning: 'Nobody hosts these meetings. Assign a host.', tone: 'quiet' },
  account_reconnect_required: {
    label: 'Reconnect needed',
    meaning: 'Zoom no longer accepts the connection. Meetings fail until it is reconnected.',
    tone: 'bad',
  },
  account_insufficient_permissions: {
    label: 'Permissions missing',
    meaning: 'The Zoom connection lacks permissions. Reconnect it, and allow everything that Zoom asks for.',
    tone: 'bad',
  },
  host_inactive: {
    label: 'Host deactivated',
    meaning: 'The host is deactivated at Zoom. Activate them at Zoom, or assign another host.',
    tone: 'bad',
  },
  host_pending: {
    label: 'Invitation open',
    meaning: 'The host has not accepted Zoom’s invitation yet. Remind them, or assign another host.',
    tone: 'warn',
  },
  host_removed: {
    label: 'Host left Zoom',
    meaning: 'The host is no longer a user of the Zoom account. Assign another host.',
    tone: 'bad',
  },
};

export const HOST_STATES = Object.keys(STATES) as HostState[];

export const WARNINGS: Readonly<Record<WarningCode, { label: string; meaning: string }>> = {
  host_not_licensed: {
    label: '40-minute limit',
    meaning: 'The host has a Basic Zoom plan: their meetings end after 40 minutes.',
  },
  host_shared: {
    label: 'Shared host',
    meaning: 'The host also hosts for other providers. Zoom limits how many meetings they can hold at once.',
  },
  email_differs: {
    label: 'Emails differ',
    meaning: 'The host has another email than the provider, and nobody chose the host by hand.',
  },
};

export const WARNING_CODES = Object.keys(WARNINGS) as WarningCode[];

/** Why something was left out of a change in bulk, and what helps. */
const SKIPPED: Readonly<Record<string, string>> = {
  no_user_mapping: 'The provider has no user mapping. Choose their Zoom user on the page of the assignment.',
  provider_deactivated: 'The provider is deactivated in the catalog.',
  host_not_active: 'Their Zoom user is not active. Activate them at Zoom, or assign another host.',
  changed_meanwhile: 'It changed in the meantime, so it stays as it is now.',
  changed_since: 'It has changed again since then, so it stays as it is now.',
  host_gone: 'The earlier host is no longer a Zoom user of a connection. Assign another host.',
  not_in_catalog: 'It is no longer in the catalog.',
  not_in_batch: 'It is not one of these changes.',
  host_not_found: 'No Zoom user of this connection has that email.',
  host_ambiguous: 'Several Zoom users have that email. Use the id.',
  host_not_in_connected_account: 'This connection has no such Zoom user.',
  not_found: 'There is no such provider on this account.',
};

export const skippedBecause = (reason: string): string => SKIPPED[reason] ?? reason.replaceAll('_', ' ');
