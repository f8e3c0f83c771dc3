import type { Page, PageRequest } from './assignments.port.js';
import type { PairChange, PairRef, ProviderAttributes, ProviderChange, ServiceChange } from './catalog-change.js';
import type { Transaction } from './unit-of-work.port.js';

/** What the catalog concerns: the pairs of these services, of these providers, and these pairs. */
export interface CatalogScope {
  services: readonly string[];
  providers: readonly string[];
  pairs: readonly PairRef[];
}

export interface Service {
  id: string;
  name: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface Provider extends Omit<ProviderAttributes, 'displayName'> {
  id: string;
  /** Null for a provider of whom nothing but the deactivation was ever told. */
  displayName: string | null;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** A pair of the catalog; its provider is null when the pair came first. */
export interface ServiceProvider extends PairRef {
  provider: Provider | null;
  createdAt: Date;
}

/** An id that another account has: of a service, a provider, or a pair as `<service>/<provider>`. */
export interface ForeignId {
  key: string;
  accountId: string;
  /** Whether the catalog itself gave it to that account; otherwise that account has it by REST only. */
  fromCatalog: boolean;
}

export interface LockedPair extends PairRef {
  inCatalog: boolean;
  /** The pair has had a host at some time: only then is there something to clear or to end. */
  everAssigned: boolean;
  catalogVersion: number | null;
}

/**
 * The mirror of the catalog, as it is written. Every write belongs to one account and leaves out what belongs to
 * another one, and what a record of a higher version has overtaken. Call all of it in `UnitOfWork.forAccount`.
 */
export abstract class Catalog {
  /** Which of these accounts exist. */
  abstract knownAccounts(transaction: Transaction, accountIds: readonly string[]): Promise<ReadonlySet<string>>;

  /** Those of these ids that another account has. */
  abstract foreign(transaction: Transaction, accountId: string, scope: CatalogScope): Promise<ForeignId[]>;

  /**
   * Takes ids from an account, with its mappings of these providers, and gives the rows of their pairs to another
   * account. The pairs must have been cleared, and both accounts locked.
   */
  abstract moveIds(transaction: Transaction, from: string, to: string, scope: CatalogScope): Promise<void>;

  /** Creates or replaces services; returns the ids that were written. One change for each id. */
  abstract saveServices(
    transaction: Transaction,
    accountId: string,
    changes: readonly ServiceChange[],
    at: Date,
  ): Promise<string[]>;

  /** Creates or replaces providers; returns the ids that were written. One change for each id. */
  abstract saveProviders(
    transaction: Transaction,
    accountId: string,
    changes: readonly ProviderChange[],
    at: Date,
  ): Promise<string[]>;

  /** Locks the rows of the pairs that are there, so that no host is assigned until the transaction ends. */
  abstract lockPairs(transaction: Transaction, accountId: string, scope: CatalogScope): Promise<LockedPair[]>;

  /** Says in the pairs' rows which of them are assigned. One change for each pair. */
  abstract savePairs(
    transaction: Transaction,
    accountId: string,
    changes: readonly PairChange[],
    at: Date,
  ): Promise<void>;

  /** Says in the rows of all of their pairs whether these services are live and these providers active. */
  abstract alignPairs(
    transaction: Transaction,
    accountId: string,
    scope: Pick<CatalogScope, 'services' | 'providers'>,
  ): Promise<void>;
}

/** Those that meet every condition that is there. */
export interface CatalogFilter {
  /** Part of a service's name, or of a provider's name or email; in any case. */
  search?: string;
  active?: boolean;
}

/** The mirror of the catalog, as it is read; removed services are not there. Lists are in the order of ids. */
export abstract class CatalogReader {
  abstract service(accountId: string, id: string, transaction: Transaction | null): Promise<Service | null>;
  abstract provider(accountId: string, id: string, transaction: Transaction | null): Promise<Provider | null>;
  abstract pair(accountId: string, pair: PairRef): Promise<ServiceProvider | null>;
  abstract services(accountId: string, filter: CatalogFilter, page: PageRequest): Promise<Page<Service>>;
  /** Deactivated ones included. */
  abstract providers(accountId: string, filter: CatalogFilter, page: PageRequest): Promise<Page<Provider>>;
  /** The providers that are assigned to a service. */
  abstract pairs(accountId: string, serviceId: string, page: PageRequest): Promise<Page<ServiceProvider>>;
}
