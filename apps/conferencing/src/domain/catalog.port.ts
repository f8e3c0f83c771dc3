import type { PairChange, PairRef, ProviderChange, ServiceChange } from './catalog-change.js';
import type { Transaction } from './unit-of-work.port.js';

/** What the catalog concerns: the pairs of these services, of these providers, and these pairs. */
export interface CatalogScope {
  services: readonly string[];
  providers: readonly string[];
  pairs: readonly PairRef[];
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
  /** Ids of these that exist on another account: services, providers, and pairs as `<service>/<provider>`. */
  abstract foreign(transaction: Transaction, accountId: string, scope: CatalogScope): Promise<ReadonlySet<string>>;

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

  /** Whether both exist on the account, the service being live. */
  abstract bothExist(transaction: Transaction, accountId: string, pair: PairRef): Promise<boolean>;
}
