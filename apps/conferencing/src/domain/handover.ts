import { DomainError, invalid } from '@conferencing/kernel';
import {
  type Assignment,
  type Host,
  type HostChange,
  hostOf,
  type NamedConnection,
  requireHostingConnection,
} from './assignment.js';
import type { PairRef } from './catalog-change.js';
import type { WantedHost } from './host-resolution.js';

/** A pair that `from` hosted when the handover began, as it is after it was locked. */
export interface HostedPair extends Assignment, PairRef {
  providerActive: boolean;
}

export type HandoverSkip = 'provider_deactivated' | 'changed_meanwhile';

export interface HandoverDecision {
  moved: HostChange[];
  skipped: (PairRef & { reason: HandoverSkip })[];
}

/** Moves the field pointers of faults below the given part of the request. */
function inPart<T>(part: string, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const faults = error.faults.map((fault) => ({ ...fault, pointer: `${part}${fault.pointer ?? ''}` }));
    throw new DomainError(error.kind, faults);
  }
}

/** The host who hands over; may be a removed user, because people leave before their meetings move. */
export function leaverOf(externalUserId: string, connection: NamedConnection | null): Host {
  return inPart('/from', () => {
    requireHostingConnection(connection);
    if (!connection.candidates.some((candidate) => candidate.externalUserId === externalUserId)) {
      const detail = 'The connected account has no such external user. Choose a user that it lists.';
      throw invalid(detail, '/external_user_id', 'host_not_in_connected_account');
    }
    return { connectedAccountId: connection.id, externalUserId };
  });
}

/** The host who takes over, resolved as in an assignment of one pair. */
export function successorOf(
  wanted: WantedHost,
  connection: NamedConnection | null,
  fresh: boolean,
): Host | 'look_again' {
  return inPart('/to', () => hostOf(wanted, connection, fresh));
}

export function requireAnotherHost(from: string, to: string): void {
  if (from === to) throw invalid('The new host must differ from the current host.', '/to');
}

/** Everything that `from` still hosts moves to `to`. */
export function decideHandover(from: Host, to: Host, pairs: readonly HostedPair[]): HandoverDecision {
  const decision: HandoverDecision = { moved: [], skipped: [] };
  for (const { serviceId, providerId, host, providerActive } of pairs) {
    if (host?.externalUserId === from.externalUserId) {
      decision.moved.push({ serviceId, providerId, change: 'reassigned', externalUserId: to.externalUserId });
    } else {
      const reason = providerActive ? 'changed_meanwhile' : 'provider_deactivated';
      decision.skipped.push({ serviceId, providerId, reason });
    }
  }
  return decision;
}
