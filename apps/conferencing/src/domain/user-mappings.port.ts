import type { Page, PageRequest } from './assignments.port.js';
import type { Provider } from './catalog.port.js';
import type { KnownMapping, MappingWish, NewMapping } from './bulk-mapping.js';
import type { ExternalUserView } from './external-users.port.js';
import type { Transaction } from './unit-of-work.port.js';

/** `auto`: a sync found the provider's email; `manual`: somebody said so, and no sync changes it. */
export type MappingSource = 'auto' | 'manual';

/** Who a provider is in a connected account. */
export interface UserMapping {
  connectedAccountId: string;
  source: MappingSource;
  /** Its status is null when the directory no longer has the user. */
  externalUser: ExternalUserView;
  provider: Provider;
  createdAt: Date;
  updatedAt: Date;
}

/** What may have changed since the mappings by email were last made; null: anything. */
export interface MappingScope {
  emails: readonly string[];
  externalUserIds: readonly string[];
}

/** Mappings of active providers; those of deactivated ones are kept, but not shown. */
export abstract class UserMappings {
  abstract find(accountId: string, connectedAccountId: string, providerId: string): Promise<UserMapping | null>;

  /** In the order of provider ids. */
  abstract list(accountId: string, connectedAccountId: string, page: PageRequest): Promise<Page<UserMapping>>;

  /** How many there are, those of deactivated providers included. */
  abstract count(accountId: string, connectedAccountId: string): Promise<number>;

  /** Maps by hand, whatever was there before. False when the provider, connection or user isn't there any more. */
  abstract save(
    accountId: string,
    connectedAccountId: string,
    providerId: string,
    externalUserId: string,
    at: Date,
  ): Promise<boolean>;

  /** What is known of each of these wishes, in their order. */
  abstract known(
    accountId: string,
    connectedAccountId: string,
    wishes: readonly MappingWish[],
    transaction: Transaction | null,
  ): Promise<KnownMapping[]>;

  /** Maps many providers by hand, whatever was there before. In `UnitOfWork.forAccount`, as `known` has told. */
  abstract saveMany(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    mapped: readonly NewMapping[],
    at: Date,
  ): Promise<void>;

  /** False when there is no mapping. */
  abstract delete(accountId: string, connectedAccountId: string, providerId: string): Promise<boolean>;

  /**
   * Maps each provider to the one external user with the same email, in any case, and drops such mappings that no
   * longer hold. Mappings made by hand stay as they are.
   */
  abstract mapByEmail(
    transaction: Transaction,
    connectedAccountId: string,
    scope: MappingScope | null,
    at: Date,
  ): Promise<void>;
}
