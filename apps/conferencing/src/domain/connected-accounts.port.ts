import type { DirectoryIdentity } from './external-directory.port.js';
import type { ConnectionStatus } from './host-state.js';
import type { Range, Slice } from './slice.js';
import type { SyncRun } from './sync-turns.port.js';
import type { Transaction } from './unit-of-work.port.js';

/** `user`: one user owns the connection; `account`: the whole account shares it. */
export type ConnectionScope = 'user' | 'account';

/** A connected account as the API shows it: exactly the fields of the public object. Times are RFC 3339. */
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

/** A connection to a calendar or similar; it cannot host meetings. */
export interface NewCalendarConnection extends NewConnection {
  provider: 'google' | 'microsoft';
  email: string;
  externalSubject: string;
  externalAccountId: string | null;
  displayName: string | null;
}

export interface NewZoomConnection extends NewConnection {
  /** `externalAccountId` is the id of the Zoom account. */
  identity: DirectoryIdentity & { externalAccountId: string };
}

/** A hosting connection, for work in the background. */
export interface ConnectionRef {
  accountId: string;
  id: string;
}

/** The connected accounts; each belongs to one account. */
export abstract class ConnectedAccounts {
  abstract find(accountId: string, id: string): Promise<ConnectedAccountView | null>;

  /** Oldest first. */
  abstract list(accountId: string, range: Range): Promise<Slice<ConnectedAccountView>>;

  abstract register(accountId: string, connection: NewCalendarConnection, at: Date): Promise<ConnectedAccountView>;

  /** The Zoom account of the connection that has a user or an owner with this Zoom id; null: there is none. */
  abstract zoomAccountOf(transaction: Transaction, accountId: string, externalId: string): Promise<string | null>;

  /** Adds the Zoom account id to a connection that was known by its owner only. In `UnitOfWork.forAccount`. */
  abstract nameZoomAccount(
    transaction: Transaction,
    accountId: string,
    owner: string,
    zoomAccountId: string,
    at: Date,
  ): Promise<void>;

  /**
   * Creates the connection, or updates the account's connection to the same Zoom account, which keeps its id and its
   * display name. In `UnitOfWork.forAccount`.
   */
  abstract saveZoom(
    transaction: Transaction,
    accountId: string,
    connection: NewZoomConnection,
    at: Date,
  ): Promise<{ connection: ConnectedAccountView; created: boolean }>;

  /** In `UnitOfWork.forAccount`; null if the account has no such connection. */
  abstract rename(
    transaction: Transaction,
    accountId: string,
    id: string,
    displayName: string | null,
    at: Date,
  ): Promise<ConnectedAccountView | null>;

  /**
   * Waits for running assignments to hosts of the connection, and blocks new ones. False: there is no such connection.
   */
  abstract lock(transaction: Transaction, accountId: string, id: string): Promise<boolean>;

  /** Deletes its credentials, users and mappings too. The pairs must be cleared before. */
  abstract delete(transaction: Transaction, accountId: string, id: string): Promise<void>;

  /**
   * Sets the status that a sync found, unless a newer fact than the start of the sync is known. True if the status
   * changed. In `UnitOfWork.forAccount`.
   */
  abstract setStatusFoundBy(
    transaction: Transaction,
    run: SyncRun,
    status: ConnectionStatus,
    at: Date,
  ): Promise<boolean>;

  /**
   * Sets the status of a connection whose app was removed at `revokedAt`, unless the connection was renewed or worked
   * after that. True if the status changed. In `UnitOfWork.forAccount`.
   */
  abstract setRevoked(transaction: Transaction, id: string, revokedAt: Date, at: Date): Promise<boolean>;

  /** The connections of all accounts to one Zoom account, by its id or by its owner's id; case-insensitive. */
  abstract ofZoomAccount(externalAccountId: string, owner: string | null): Promise<ConnectionRef[]>;

  /**
   * Takes connections whose regular sync is due, and sets their next sync about one interval ahead, so that no other
   * process takes them. A connection without a sync is due at once, otherwise one interval after its last sync.
   */
  abstract takeDueForSync(intervalSeconds: number, limit: number): Promise<ConnectionRef[]>;
}
