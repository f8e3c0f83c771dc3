import type { DirectoryUser, DirectoryUserStatus } from './external-directory.port.js';
import type { HostCandidate, WantedHost } from './host-resolution.js';
import type { Range, Slice } from './slice.js';
import type { SyncRun } from './sync-turns.port.js';
import type { Transaction } from './unit-of-work.port.js';

/** An external user as the API shows it: exactly the fields of the public object. */
export interface ExternalUserView {
  id: string;
  object: 'external_user';
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  /** Null: the external directory no longer has this user. */
  status: string | null;
}

export interface ExternalUserFilter {
  /** Part of the email or the names, case-insensitive; no wildcards. */
  search: string | null;
  status: DirectoryUserStatus | null;
}

/** The users of connected accounts. Lists leave out removed users. */
export abstract class ExternalUsers {
  abstract list(
    accountId: string,
    connectedAccountId: string,
    filter: ExternalUserFilter,
    range: Range,
  ): Promise<Slice<ExternalUserView>>;

  /** All users, read in bounded chunks, in list order. */
  abstract all(accountId: string, connectedAccountId: string): AsyncIterable<readonly ExternalUserView[]>;

  /** Every user that matches, including removed ones. */
  abstract candidates(
    accountId: string,
    connectedAccountId: string,
    wanted: WantedHost,
    transaction: Transaction | null,
  ): Promise<HostCandidate[]>;
}

/** A known user who is not in a listing. */
export interface MissingUser {
  id: string;
  externalId: string | null;
}

/** The result of a complete listing. */
export interface ListedUsers {
  /** The number of users passed to `add`. */
  count: number;
  /** Ids of absent users who stay, because it is not certain that they were removed. */
  kept: readonly string[];
}

/** A listing of the directory's users that becomes the external users of a connected account. */
export abstract class DirectoryListing {
  /** Stores one page; if a user comes twice, the last one counts. */
  abstract add(run: SyncRun, users: readonly DirectoryUser[]): Promise<void>;

  /** The users who would be removed if the listing were applied now. */
  abstract missing(run: SyncRun): Promise<MissingUser[]>;

  /** False if users of the listing were lost: a crash of the database empties its table. */
  abstract isWhole(transaction: Transaction, run: SyncRun, listed: ListedUsers): Promise<boolean>;

  /**
   * Applies the whole listing to the external users, except what webhooks have changed since it began. Returns the ids
   * of changed and removed users; new users have no pairs yet.
   */
  abstract apply(transaction: Transaction, run: SyncRun, listed: ListedUsers, at: Date): Promise<string[]>;

  /** Deletes this listing and those of earlier runs. */
  abstract discard(run: SyncRun): Promise<void>;
}
