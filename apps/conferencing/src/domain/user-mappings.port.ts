import type { Provider } from './catalog.port.js';
import type { KnownMapping, MappingWish, NewMapping } from './bulk-mapping.js';
import type { ExternalUserView } from './external-users.port.js';
import type { Range, Slice } from './slice.js';
import type { Transaction } from './unit-of-work.port.js';

/** `auto`: a sync found the provider's email; `manual`: a caller chose the user, and no sync changes it. */
export type MappingSource = 'auto' | 'manual';

/** The user to whom a provider is mapped in a connected account. */
export interface UserMapping {
  connectedAccountId: string;
  source: MappingSource;
  /** Its status is null if the directory no longer has the user. */
  externalUser: ExternalUserView;
  provider: Provider;
  createdAt: Date;
  updatedAt: Date;
}

/** What may have changed since the last mapping by email; null: anything. */
export interface MappingScope {
  emails: readonly string[];
  externalUserIds: readonly string[];
}

/** Mappings of active providers; those of deactivated ones are kept, but not shown. */
export abstract class UserMappings {
  abstract find(accountId: string, connectedAccountId: string, providerId: string): Promise<UserMapping | null>;

  /** Sorted by provider id. */
  abstract list(accountId: string, connectedAccountId: string, range: Range): Promise<Slice<UserMapping>>;

  /** The number of mappings, including those of deactivated providers. */
  abstract count(accountId: string, connectedAccountId: string): Promise<number>;

  /** Writes a manual mapping over any existing one. False if the provider, connection or user does not exist. */
  abstract save(
    accountId: string,
    connectedAccountId: string,
    providerId: string,
    externalUserId: string,
    at: Date,
  ): Promise<boolean>;

  /** What is known about each of these requests, in their order. */
  abstract known(
    accountId: string,
    connectedAccountId: string,
    wishes: readonly MappingWish[],
    transaction: Transaction | null,
  ): Promise<KnownMapping[]>;

  /** Writes many manual mappings over existing ones. In `UnitOfWork.forAccount`, with users from `known`. */
  abstract saveMany(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    mapped: readonly NewMapping[],
    at: Date,
  ): Promise<void>;

  /** False if there is no mapping. */
  abstract delete(accountId: string, connectedAccountId: string, providerId: string): Promise<boolean>;

  /**
   * Maps each provider to the external user with the same email (case-insensitive), if there is exactly one, and
   * removes `auto` mappings that no longer hold. Manual mappings do not change.
   */
  abstract mapByEmail(
    transaction: Transaction,
    connectedAccountId: string,
    scope: MappingScope | null,
    at: Date,
  ): Promise<void>;
}
