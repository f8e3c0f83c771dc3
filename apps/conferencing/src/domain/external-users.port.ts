import type { Page, PageRequest } from './assignments.port.js';
import type { DirectoryUser, DirectoryUserStatus } from './external-directory.port.js';
import type { HostCandidate, WantedHost } from './host-resolution.js';
import type { SyncRun } from './sync-turns.port.js';
import type { Transaction } from './unit-of-work.port.js';

/** An external user as it is shown: exactly the public object's fields. */
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
  /** A part of the email or the names, in any case; every character stands for itself. */
  search: string | null;
  status: DirectoryUserStatus | null;
}

/** The users of connected accounts. Removed ones are in no list. */
export abstract class ExternalUsers {
  abstract list(
    accountId: string,
    connectedAccountId: string,
    filter: ExternalUserFilter,
    page: PageRequest,
  ): Promise<Page<ExternalUserView>>;

  /** All of them, a bounded number at a time, in the order of the list. */
  abstract all(accountId: string, connectedAccountId: string): AsyncIterable<readonly ExternalUserView[]>;

  /** Every user that may be meant, removed ones included. */
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

/** What a complete listing came to. */
export interface ListedUsers {
  /** How many times `add` was given a user. */
  count: number;
  /** Ids of missing users who stay, because nothing certain is known of them. */
  kept: readonly string[];
}

/** A listing of the directory's users, on its way to becoming the external users of a connected account. */
export abstract class DirectoryListing {
  /** Keeps one page; the user that comes last is the truth where one comes twice. */
  abstract add(run: SyncRun, users: readonly DirectoryUser[]): Promise<void>;

  /** The users who would be removed if the listing was applied as it is now. */
  abstract missing(run: SyncRun): Promise<MissingUser[]>;

  /** False when users of the listing were lost: a crash of the database empties it. */
  abstract isWhole(transaction: Transaction, run: SyncRun, listed: ListedUsers): Promise<boolean>;

  /**
   * Brings the external users in line with the whole listing, but for what webhooks have told since it began. Returns
   * the ids of the users who changed or were removed; new ones have no pairs yet.
   */
  abstract apply(transaction: Transaction, run: SyncRun, listed: ListedUsers, at: Date): Promise<string[]>;

  /** Forgets this listing and those of earlier runs. */
  abstract discard(run: SyncRun): Promise<void>;
}
