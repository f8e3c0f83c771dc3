import type { AssignDecision, Clearable, ClearDecision, NamedConnection, PairStanding } from './assignment.js';
import type { WantedHost } from './host-resolution.js';
import type { HostCondition, HostState } from './host-state.js';
import type { Provenance } from './provenance.js';
import type { Range, Slice } from './slice.js';
import type { Transaction } from './unit-of-work.port.js';
import type { WarningFacts } from './warnings.js';

/** A service provider, within the caller's account. */
export interface PairKey {
  accountId: string;
  serviceId: string;
  providerId: string;
}

/** Conferencing as the API shows it: `resource` is the public resource as JSON text, null if the pair has no host. */
export interface Conferencing {
  resource: string | null;
  version: number;
  hostState: HostState;
}

export interface PairState extends PairStanding, Clearable, Conferencing {}

export type Why = Provenance & { at: Date };

export interface PairListing extends Conferencing {
  serviceId: string;
  providerId: string;
  condition: HostCondition | null;
}

export interface PairExplanation extends PairState {
  condition: HostCondition | null;
  warned: WarningFacts;
  resolvedBy: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** The last change of the pair and its reason; null if there was none. */
  change: string | null;
  reason: string | null;
  changedAt: Date | null;
  changedBy: string | null;
}

/** The pairs and their hosts. A save that loses a race against another change writes nothing and returns null. */
export abstract class Assignments {
  /** Null if the pair has no host, or does not exist. */
  abstract show(key: PairKey): Promise<Conferencing | null>;

  abstract load(key: PairKey): Promise<PairState>;

  /** The pair, and the named connected account with every user that matches the wanted host, in one round trip. */
  abstract loadForAssignment(
    key: PairKey,
    connectedAccountId: string,
    wanted: WantedHost,
  ): Promise<{ pair: PairState; connection: NamedConnection | null }>;

  /** The connected account alone, without its users; null if the account has no such connection. */
  abstract connection(
    accountId: string,
    connectedAccountId: string,
    transaction: Transaction | null,
  ): Promise<NamedConnection | null>;

  abstract assign(
    key: PairKey,
    decision: Extract<AssignDecision, { kind: 'assign' }>,
    why: Why,
  ): Promise<Conferencing | null>;

  /** `acknowledge` makes no event and no new version. */
  abstract clear(key: PairKey, decision: ClearDecision, why: Why): Promise<Conferencing | null>;

  abstract explain(key: PairKey): Promise<PairExplanation>;

  abstract serviceExists(accountId: string, serviceId: string): Promise<boolean>;

  /** Every pair of this service in the catalog, by provider id. */
  abstract listOfService(accountId: string, serviceId: string, range: Range): Promise<Slice<PairListing>>;
}
