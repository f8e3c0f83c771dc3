import type { PairChange, PairRef, ProviderAttributes, ProviderChange, ServiceChange } from './catalog-change.js';
import type { Range, Slice } from './slice.js';
import type { Transaction } from './unit-of-work.port.js';

/** The pairs that a catalog change affects: pairs of these services, of these providers, and these pairs. */
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
  /** Null for a provider of whom only the deactivation is known. */
  displayName: string | null;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** A pair of the catalog; its provider is null if the pair arrived first. */
export interface ServiceProvider extends PairRef {
  provider: Provider | null;
  createdAt: Date;
}

/** An id that another account has: a service, a provider, or a pair as `<service>/<provider>`. */
export interface ForeignId {
  key: string;
  accountId: string;
  /** True: the catalog gave the id to that account; false: that account has it by REST only. */
  fromCatalog: boolean;
}

export interface LockedPair extends PairRef {
  inCatalog: boolean;
  /** The pair has had a host before: only then is there something to clear or a key to end. */
  everAssigned: boolean;
  catalogVersion: number | null;
}

/**
 * Writes the mirror of the catalog. Every write belongs to one account; it skips what belongs to another account, and
 * what a record of a higher version has replaced. Call all methods in `UnitOfWork.forAccount`.
 */
export abstract class Catalog {
  /** The ids that exist. */
  abstract knownAccounts(transaction: Transaction, accountIds: readonly string[]): Promise<ReadonlySet<string>>;

  /** The ids that another account has. */
  abstract foreign(transaction: Transaction, accountId: string, scope: CatalogScope): Promise<ForeignId[]>;

  /**
   * Takes ids from an account, removes its mappings of these providers, and gives the rows of their pairs to another
   * account. The pairs must be cleared before, and both accounts locked.
   */
  abstract moveIds(transaction: Transaction, from: string, to: string, scope: CatalogScope): Promise<void>;

  /** Creates or replaces services, one change for each id; returns the ids that were written. */
  abstract saveServices(
    transaction: Transaction,
    accountId: string,
    changes: readonly ServiceChange[],
    at: Date,
  ): Promise<string[]>;

  /** Creates or replaces providers, one change for each id; returns the ids that were written. */
  abstract saveProviders(
    transaction: Transaction,
    accountId: string,
    changes: readonly ProviderChange[],
    at: Date,
  ): Promise<string[]>;

  /** Locks the rows of the existing pairs, so that no host is assigned until the transaction ends. */
  abstract lockPairs(transaction: Transaction, accountId: string, scope: CatalogScope): Promise<LockedPair[]>;

  /** Writes into the pairs' rows which of them are assigned to their service. One change for each pair. */
  abstract savePairs(
    transaction: Transaction,
    accountId: string,
    changes: readonly PairChange[],
    at: Date,
  ): Promise<void>;

  /** Copies into the rows of all affected pairs whether the service exists and the provider is active. */
  abstract alignPairs(
    transaction: Transaction,
    accountId: string,
    scope: Pick<CatalogScope, 'services' | 'providers'>,
  ): Promise<void>;
}

/** Rows must meet every condition that is set. */
export interface CatalogFilter {
  /** Part of a service's name, or of a provider's name or email; case-insensitive. */
  search?: string;
  active?: boolean;
}

/** Reads the mirror of the catalog, without removed services. Lists are in id order. */
export abstract class CatalogReader {
  abstract service(accountId: string, id: string, transaction: Transaction | null): Promise<Service | null>;
  abstract provider(accountId: string, id: string, transaction: Transaction | null): Promise<Provider | null>;
  abstract pair(accountId: string, pair: PairRef): Promise<ServiceProvider | null>;
  abstract services(accountId: string, filter: CatalogFilter, range: Range): Promise<Slice<Service>>;
  /** Includes deactivated providers. */
  abstract providers(accountId: string, filter: CatalogFilter, range: Range): Promise<Slice<Provider>>;
  /** The providers that are assigned to a service. */
  abstract pairs(accountId: string, serviceId: string, range: Range): Promise<Slice<ServiceProvider>>;
}
