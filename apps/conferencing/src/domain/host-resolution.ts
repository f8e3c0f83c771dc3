import type { Fault } from '@conferencing/kernel';

/** The host in a request: exactly one of the two. */
export type WantedHost = { externalUserId: string } | { email: string };

/** A user of the connected account who has the wanted id or email; emails compare case-insensitively. */
export interface HostCandidate {
  externalUserId: string;
  /** The external directory no longer has this user. */
  removed: boolean;
}

export type HostResolution = { externalUserId: string } | { fault: Fault };

function refuse(code: string, detail: string, pointer: string): HostResolution {
  return { fault: { code, detail, pointer } };
}

function resolveById(externalUserId: string, present: readonly HostCandidate[]): HostResolution {
  if (present.some((candidate) => candidate.externalUserId === externalUserId)) return { externalUserId };
  const detail = 'The connected account has no such external user. Choose a user that it lists.';
  return refuse('host_not_in_connected_account', detail, '/external_user_id');
}

function resolveByEmail(present: readonly HostCandidate[]): HostResolution {
  const [host, another] = present;
  if (host === undefined) {
    return refuse(
      'host_not_found',
      'No external user of the connected account has this email. Check the email, or add the user at Zoom.',
      '/email',
    );
  }
  if (another !== undefined) {
    const detail = 'Several external users of the connected account have this email. Choose one by external_user_id.';
    return refuse('host_ambiguous', detail, '/email');
  }
  return { externalUserId: host.externalUserId };
}

/**
 * Finds the external user that a caller means. `candidates` are all users of one connected account with the wanted id
 * or email (the database compares emails). A removed user cannot be assigned. `host_not_found` may disappear after a
 * sync; other faults are final.
 */
export function resolveHost(wanted: WantedHost, candidates: readonly HostCandidate[]): HostResolution {
  const present = candidates.filter((candidate) => !candidate.removed);
  return 'externalUserId' in wanted ? resolveById(wanted.externalUserId, present) : resolveByEmail(present);
}
