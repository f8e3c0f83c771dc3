import type { Conferencing } from './assignments.port.js';
import type { ConnectionStatus, HostState } from './host-state.js';
import type { Range, Slice } from './slice.js';
import type { Warning, WarningFacts } from './warnings.js';

/** Pairs must meet every condition that is set. */
export interface PairFilter {
  /** Part of the name of the service, of the name or email of the provider, or of the name or email of the host. */
  search?: string;
  serviceId?: string;
  providerId?: string;
  connectedAccountId?: string;
  externalUserId?: string;
  /** Pairs whose host would not work, and pairs that lost their host without a caller's request. */
  needingAttention?: true;
  /** Any of these states. */
  hostStates?: readonly HostState[];
  /** At least one of these warnings. */
  warnings?: readonly Warning[];
}

export const PAIR_SORTS = ['service', 'provider', 'host', 'updated_at'] as const;

/** Pairs without the sorted value come last, in both directions. */
export interface PairSort {
  by: (typeof PAIR_SORTS)[number];
  descending: boolean;
}

export interface ListedPair extends Conferencing {
  service: { id: string; name: string | null };
  /** Without name and email, and not active, until the catalog record of the provider has arrived. */
  provider: { id: string; displayName: string | null; email: string | null; active: boolean };
  /** Time of the last change; null if there was none. */
  updatedAt: Date | null;
  host: ListedHost | null;
  /** The pair has no host, without a caller's request. */
  hostLost: boolean;
}

export interface ListedHost extends WarningFacts {
  connectedAccountId: string;
  externalUserId: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
}

/** A host state, or that the host is lost. */
export type Cause = HostState | 'host_lost';

type Counts<Value extends string> = Record<Value, number>;

interface PairsOfConnection {
  id: string;
  displayName: string | null;
  status: ConnectionStatus;
  pairs: number;
  byHostState: Counts<HostState>;
}

/** The number of pairs; states and warnings without pairs are 0. */
export interface PairSummary {
  pairs: number;
  byHostState: Counts<HostState>;
  byWarning: Counts<Warning>;
  /** Every connected account, oldest first. */
  connectedAccounts: PairsOfConnection[];
}

/** Every pair in an account's catalog, with its names, its host or null, and its warnings. */
export abstract class PairList {
  /** `sort` null: by service id and provider id. */
  abstract page(accountId: string, filter: PairFilter, sort: PairSort | null, range: Range): Promise<Slice<ListedPair>>;

  /** All pairs, in chunks. A pair that changes meanwhile appears in its old or its new state. */
  abstract all(accountId: string, filter: PairFilter, sort: PairSort | null): AsyncIterable<ListedPair[]>;

  /** One page by service id and provider id, and the total number of pairs by cause. */
  abstract needingAttention(
    accountId: string,
    filter: PairFilter,
    range: Range,
  ): Promise<Slice<ListedPair> & { byCause: Partial<Record<Cause, number>> }>;

  abstract summary(accountId: string): Promise<PairSummary>;
}
