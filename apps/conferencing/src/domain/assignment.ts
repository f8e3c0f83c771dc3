import { DomainError, invalid, notFound } from '@conferencing/kernel';
import type { PairRef } from './catalog-change.js';
import { type HostCandidate, resolveHost, type WantedHost } from './host-resolution.js';

/** The pair as the catalog sees it: only a pair whose three parts all stand may have a host. */
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

/** A pair of the catalog, with its host or without one. `version` counts all changes ever and never goes back. */
export interface Assignment {
  version: number;
  host: Host | null;
}

/** The connected account that a caller names, with the users that may be meant; null: there is no such account. */
export interface NamedConnection {
  id: string;
  /** Only such an account can host meetings. */
  hosts: boolean;
  candidates: readonly HostCandidate[];
}

/** A state of the pair that a caller may name: one of these versions, or any in which somebody is assigned. */
export type NamedState = readonly number[] | 'assigned';

/** What the caller demands of the pair as it is; both where both are given. Null: nothing is demanded. */
export type Precondition = { is?: NamedState | undefined; isNot?: NamedState | undefined } | null;

export type ResolvedBy = 'external_user_id' | 'email' | 'bulk' | 'handover' | 'undo';

/** `nothing` when this host is the pair's host already: the same request twice is one change. */
export type AssignDecision =
  | { kind: 'nothing' }
  | { kind: 'look_again' }
  | { kind: 'assign'; change: 'assigned' | 'reassigned'; from: number; host: Host; resolvedBy: ResolvedBy };

export interface ClearDecision {
  /** `acknowledge`: nobody hosts, and from now on that is on purpose. */
  kind: 'clear' | 'acknowledge';
  from: number;
}

export interface Clearable extends Assignment {
  /** The pair has lost its host without a caller's wish, and nobody has assigned or cleared it since. */
  hostLost: boolean;
}

/** A pair that can't have a host does not exist for a caller who wants to read or write its conferencing. */
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

/** Throws `version_mismatch` unless the pair is as the caller demands. Nothing excludes a pair without a host. */
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

/** A pair and the host that it gets, in a transaction that keeps the pair as it is. */
export interface HostChange extends PairRef {
  change: 'assigned' | 'reassigned';
  externalUserId: string;
}

/** What it means for the pair to be given this host; `none` when it has this host already. */
export function changeOf({ host: current }: Assignment, host: Host): 'none' | 'assigned' | 'reassigned' {
  if (current === null) return 'assigned';
  const same = current.externalUserId === host.externalUserId && current.connectedAccountId === host.connectedAccountId;
  return same ? 'none' : 'reassigned';
}

/** Whom a caller means, of the users of a connection that can host; `look_again` as in {@link decideAssignment}. */
export function hostOf(wanted: WantedHost, connection: NamedConnection | null, fresh: boolean): Host | 'look_again' {
  requireHostingConnection(connection);
  const resolution = resolveHost(wanted, connection.candidates);
  if (!('fault' in resolution)) return { connectedAccountId: connection.id, externalUserId: resolution.externalUserId };
  if (resolution.fault.code === 'host_not_found' && !fresh) return 'look_again';
  throw new DomainError('invalid', resolution.fault);
}

/**
 * Who hosts from now on. `look_again`: nobody with this email is known, but the directory hasn't been asked since the
 * request came (`fresh`).
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
