import type { Page, PageRequest } from './assignments.port.js';
import type { DirectoryIdentity } from './external-directory.port.js';
import type { ConnectionStatus } from './host-state.js';
import type { SyncRun } from './sync-turns.port.js';
import type { Transaction } from './unit-of-work.port.js';

/** `user`: one user owns the connection; `account`: the whole account shares it. */
export type ConnectionScope = 'user' | 'account';

/** A connected account as it is shown: exactly the public object's fields. Times are RFC 3339. */
export interface ConnectedAccountView {
  id: string;
  object: 'connected_account';
  provider: 'google' | 'microsoft' | 'zoom_admin';
  status: ConnectionStatus;
  connection_scope: ConnectionScope;
  display_name: string | null;
  email: string;
  external_account_id: string | null;
  external_subject: string;
  user_id: string | null;
  created_at: string;
  updated_at: string;
}

interface NewConnection {
  id: string;
  scope: ConnectionScope;
  userId: string | null;
}

/** A connection to a calendar or the like; it can't host. */
export interface NewCalendarConnection extends NewConnection {
  provider: 'google' | 'microsoft';
  email: string;
  externalSubject: string;
  externalAccountId: string | null;
  displayName: string | null;
}

export interface NewZoomConnection extends NewConnection {
  /** `externalAccountId` says which Zoom account this is. */
  identity: DirectoryIdentity & { externalAccountId: string };
}

/** A hosting connection, for work that no caller has asked for. */
export interface ConnectionRef {
  accountId: string;
  id: string;
}

/** The connected accounts, each of them within its account. */
export abstract class ConnectedAccounts {
  abstract find(accountId: string, id: string): Promise<ConnectedAccountView | null>;

  /** The oldest first. */
  abstract list(accountId: string, page: PageRequest): Promise<Page<ConnectedAccountView>>;

  abstract register(accountId: string, connection: NewCalendarConnection, at: Date): Promise<ConnectedAccountView>;

  /** The Zoom account of the connection that has a user, or an owner, with this id at Zoom; null: none has. */
  abstract zoomAccountOf(transaction: Transaction, accountId: string, externalId: string): Promise<string | null>;

  /** Gives a connection that was known by its owner alone the Zoom account that is told now. In `UnitOfWork.forAccount`. */
  abstract nameZoomAccount(
    transaction: Transaction,
    accountId: string,
    owner: string,
    zoomAccountId: string,
    at: Date,
  ): Promise<void>;

  /**
   * Makes the connection, or takes the one that the account has to the same Zoom account already: it keeps its id and
   * the display name that it was given. In `UnitOfWork.forAccount`.
   */
  abstract saveZoom(
    transaction: Transaction,
    accountId: string,
    connection: NewZoomConnection,
    at: Date,
  ): Promise<{ connection: ConnectedAccountView; created: boolean }>;

  /** In `UnitOfWork.forAccount`; null when the account has no such connection. */
  abstract rename(
    transaction: Transaction,
    accountId: string,
    id: string,
    displayName: string | null,
    at: Date,
  ): Promise<ConnectedAccountView | null>;

  /** Waits until nobody assigns a host of the connection, and keeps it so. False: the account has no such connection. */
  abstract lock(transaction: Transaction, accountId: string, id: string): Promise<boolean>;

  /** With its credentials, users and mappings. The pairs must have been cleared before. */
  abstract delete(transaction: Transaction, accountId: string, id: string): Promise<void>;

  /**
   * Sets the status that a sync has found out, unless something newer than the sync's beginning is known. True when it
   * is another status than before. In `UnitOfWork.forAccount`.
   */
  abstract setStatusFoundBy(
    transaction: Transaction,
    run: SyncRun,
    status: ConnectionStatus,
    at: Date,
  ): Promise<boolean>;

  /**
   * Sets the status of a connection whose app was taken away at `revokedAt`, unless it has been connected again or seen
   * to work since. True when it is another status than before. In `UnitOfWork.forAccount`.
   */
  abstract setRevoked(transaction: Transaction, id: string, revokedAt: Date, at: Date): Promise<boolean>;

  /** Every account's connections to one Zoom account, known by its id or by its owner's; both may come in any case. */
  abstract ofZoomAccount(externalAccountId: string, owner: string | null): Promise<ConnectionRef[]>;

  /**
   * Takes connections whose regular sync is due, and sets their next one about an interval from now, so that nobody
   * else takes them; one that was never synced is due at once, one that somebody has synced is due an interval later.
   */
  abstract takeDueForSync(intervalSeconds: number, limit: number): Promise<ConnectionRef[]>;
}
