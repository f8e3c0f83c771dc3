import type { Conferencing, Page, PageRequest } from './assignments.port.js';
import type { ConnectionStatus, HostState } from './host-state.js';
import type { Warning, WarningFacts } from './warnings.js';

/** Which pairs of the catalog: those that meet every condition that is there. */
export interface PairFilter {
  /** Part of the name of the service, of the name or email of the provider, or of the name or email of the host. */
  search?: string;
  serviceId?: string;
  providerId?: string;
  connectedAccountId?: string;
  externalUserId?: string;
  /** Those whose host would not work, and those that have lost their host without a caller's wish. */
  needingAttention?: true;
  /** One of them. */
  hostStates?: readonly HostState[];
  /** At least one of them. */
  warnings?: readonly Warning[];
}

export const PAIR_SORTS = ['service', 'provider', 'host', 'updated_at'] as const;

/** Pairs that have nothing to be sorted by come last, in either direction. */
export interface PairSort {
  by: (typeof PAIR_SORTS)[number];
  descending: boolean;
}

export interface ListedPair extends Conferencing {
  service: { id: string; name: string | null };
  /** Without a name and an email, and not active, until the catalog has told of the provider. */
  provider: { id: string; displayName: string | null; email: string | null; active: boolean };
  /** Of the last change of the pair; null when there was never one. */
  updatedAt: Date | null;
  host: ListedHost | null;
  /** Nobody hosts, without a caller's wish. */
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

export interface PairsOfConnection {
  id: string;
  displayName: string | null;
  status: ConnectionStatus;
  pairs: number;
  byHostState: Counts<HostState>;
}

/** How many pairs there are; states and warnings that no pair has are 0. */
export interface PairSummary {
  pairs: number;
  byHostState: Counts<HostState>;
  byWarning: Counts<Warning>;
  /** Every connected account, in the order in which they came. */
  connectedAccounts: PairsOfConnection[];
}

/** Every pair of an account's catalog, with its names, its host or null, and its warnings. */
export abstract class PairList {
  /** `sort` null: by service id and provider id. */
  abstract page(
    accountId: string,
    filter: PairFilter,
    sort: PairSort | null,
    page: PageRequest,
  ): Promise<Page<ListedPair>>;

  /** All of them, in chunks. A pair that changes meanwhile is shown as before or as after, where it stands by then. */
  abstract all(accountId: string, filter: PairFilter, sort: PairSort | null): AsyncIterable<ListedPair[]>;

  /** One page by service id and provider id, and how many pairs there are in all by what is wrong with them. */
  abstract needingAttention(
    accountId: string,
    filter: PairFilter,
    page: PageRequest,
  ): Promise<Page<ListedPair> & { byCause: Partial<Record<Cause, number>> }>;

  abstract summary(accountId: string): Promise<PairSummary>;
}
