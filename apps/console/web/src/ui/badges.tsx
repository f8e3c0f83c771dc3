import type { HostState, Warning } from '../api/types.js';
import { STATES, type Tone, WARNINGS } from '../words/states.js';

export function StateBadge({ state }: { state: HostState }) {
  const { label, tone, meaning } = STATES[state];
  return (
    <span className="badge" data-tone={tone} title={meaning}>
      {label}
    </span>
  );
}

export function WarningBadge({ warning }: { warning: Warning }) {
  return (
    <span className="badge" data-tone="warn" data-plain title={warning.detail}>
      {WARNINGS[warning.code].label}
    </span>
  );
}

const CONNECTION = {
  active: { label: 'Connected', tone: 'good' },
  reconnect_required: { label: 'Reconnect needed', tone: 'bad' },
  insufficient_permissions: { label: 'Permissions missing', tone: 'bad' },
} as const;

export function ConnectionBadge({ status }: { status: keyof typeof CONNECTION }) {
  const { label, tone } = CONNECTION[status];
  return (
    <span className="badge" data-tone={tone}>
      {label}
    </span>
  );
}

const USER: Readonly<Record<string, { label: string; tone: Tone }>> = {
  active: { label: 'Active', tone: 'good' },
  inactive: { label: 'Deactivated', tone: 'bad' },
  pending: { label: 'Invitation open', tone: 'warn' },
};

/** @param status null for a user who has left Zoom */
export function UserBadge({ status }: { status: string | null }) {
  const { label, tone } = USER[status ?? ''] ?? { label: status ?? 'Left Zoom', tone: 'bad' };
  return (
    <span className="badge" data-tone={tone}>
      {label}
    </span>
  );
}
