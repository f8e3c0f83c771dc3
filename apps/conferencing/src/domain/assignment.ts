import { DomainError, invalid, notFound } from '@conferencing/kernel';
import type { PairRef } from './catalog-change.js';
import { type HostCandidate, resolveHost, type WantedHost } from './host-resolution.js';

/** The catalog's view of the pair: a pair may have a host only if all three parts exist. */
export interface PairStanding {
  serviceExists: boolean;
  providerExists: boolean;
  providerActive: boolean;
  inCatalog: boolean;
}

export interface Host {
  connectedAccountId: string;
  externalUserId: string;
}

/** A pair of the catalog, with or without a host. `version` counts all changes and never goes back. */
export interface Assignment {
  version: number;
  host: Host | null;
}

/** The connected account that a caller names, with the users that match the request. Null: no such account. */
export interface NamedConnection {
  id: string;
  /** Only such an account can host meetings. */
  hosts: boolean;
  candidates: readonly HostCandidate[];
}

/** A state that a precondition names: one of these versions, or any version with a host. */
export type NamedState = readonly number[] | 'assigned';

/** The preconditions of a request (If-Match, If-None-Match); both must hold. Null: there is none. */
export type Precondition = { is?: NamedState | undefined; isNot?: NamedState | undefined } | null;

export type ResolvedBy = 'external_user_id' | 'email' | 'bulk' | 'handover' | 'undo';

/** `nothing`: the pair already has this host, so a repeated request is one change. */
export type AssignDecision =
  | { kind: 'nothing' }
  | { kind: 'look_again' }
  | { kind: 'assign'; change: 'assigned' | 'reassigned'; from: number; host: Host; resolvedBy: ResolvedBy };

export interface ClearDecision {
  /** `acknowledge`: the pair has already lost its host; from now on this is intended. */
  kind: 'clear' | 'acknowledge';
  from: number;
}

export interface Clearable extends Assignment {
  /** The pair lost its host without a caller's request, and no caller has assigned or cleared it since. */
  hostLost: boolean;
}

/** Throws `not_found` unless the catalog has the service, the provider and the pair. */
export function requireStanding(pair: PairStanding): void {
  if (!pair.serviceExists) throw notFound('There is no such service.');
  if (!pair.providerExists) throw notFound('There is no such provider.');
  if (!pair.inCatalog)
    throw notFound('The provider is not assigned to the service. Assign the provider to the service first.');
}

export function requireAssignable(pair: PairStanding): void {
  requireStanding(pair);
  if (!pair.providerActive) throw notFound('The provider is deactivated. Activate the provider first.');
}

function isIn(state: NamedState, { host, version }: Assignment): boolean {
  return state === 'assigned' ? host !== null : state.includes(version);
}

/** Throws `version_mismatch` unless the preconditions hold. `isNot` always holds for a pair without a host. */
export function requirePrecondition(assignment: Assignment, precondition: Precondition): void {
  const { is, isNot } = precondition ?? {};
  const fits = is === undefined || isIn(is, assignment);
  if (fits && (isNot === undefined || assignment.host === null || !isIn(isNot, assignment))) return;
  const detail = fits
    ? `The pair has version ${assignment.version}, which the request excludes. Read the pair before you change it.`
    : `The pair has changed and now has version ${assignment.version}. Read it again before you change it.`;
  throw new DomainError('version_mismatch', { code: 'version_mismatch', detail });
}

export function requireHostingConnection(connection: NamedConnection | null): asserts connection is NamedConnection {
  if (connection === null) {
    throw invalid('There is no such connected account.', '/connected_account_id', 'connected_account_not_found');
  }
  if (!connection.hosts) {
    const detail = 'This connected account cannot host meetings. Choose a zoom_admin account.';
    throw invalid(detail, '/connected_account_id', 'not_a_conferencing_account');
  }
}

/** A pair and its new host, decided in a transaction that has locked the pair. */
export interface HostChange extends PairRef {
  change: 'assigned' | 'reassigned';
  externalUserId: string;
}

/** What the new host means for the pair; `none`: it already has this host. */
export function changeOf({ host: current }: Assignment, host: Host): 'none' | 'assigned' | 'reassigned' {
  if (current === null) return 'assigned';
  const same = current.externalUserId === host.externalUserId && current.connectedAccountId === host.connectedAccountId;
  return same ? 'none' : 'reassigned';
}

/**
 * The user that the request means, among the users of a hosting connection; `look_again` as in {@link
 * decideAssignment}.
 */
export function hostOf(wanted: WantedHost, connection: NamedConnection | null, fresh: boolean): Host | 'look_again' {
  requireHostingConnection(connection);
  const resolution = resolveHost(wanted, connection.candidates);
  if (!('fault' in resolution)) return { connectedAccountId: connection.id, externalUserId: resolution.externalUserId };
  if (resolution.fault.code === 'host_not_found' && !fresh) return 'look_again';
  throw new DomainError('invalid', resolution.fault);
}

/**
 * Decides the new host. `look_again`: no known user has this email, and the directory has not been read since the
 * request arrived (`fresh`).
 */
export function decideAssignment(
  assignment: Assignment,
  wanted: WantedHost,
  connection: NamedConnection | null,
  fresh: boolean,
): AssignDecision {
  const host = hostOf(wanted, connection, fresh);
  if (host === 'look_again') return { kind: 'look_again' };
  const change = changeOf(assignment, host);
  if (change === 'none') return { kind: 'nothing' };
  const resolvedBy = 'email' in wanted ? 'email' : 'external_user_id';
  return { kind: 'assign', change, from: assignment.version, host, resolvedBy };
}

export function decideClear({ host, hostLost, version }: Clearable, precondition: Precondition = null): ClearDecision {
  if (host !== null) return { kind: 'clear', from: version };
  if (hostLost && precondition?.is !== 'assigned') return { kind: 'acknowledge', from: version };
  throw notFound('The meetings of this provider on this service have no host.');
}
