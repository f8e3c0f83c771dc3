import type { DirectoryCredentials } from './external-directory.port.js';
import type { Transaction } from './unit-of-work.port.js';

export interface StoredCredentials {
  credentials: DirectoryCredentials;
  /** Counts up with each replacement. */
  revision: number;
}

/** The stored credentials of connections, shared by all processes. */
export abstract class CredentialStore {
  /** Null if the connection does not exist. */
  abstract load(connectedAccountId: string): Promise<StoredCredentials | null>;

  /** Stores the credentials of a connection that this transaction creates or renews; older credentials are deleted. */
  abstract put(
    transaction: Transaction,
    connection: { id: string; accountId: string },
    credentials: DirectoryCredentials,
  ): Promise<void>;

  /** Compare-and-set: returns false and writes nothing if `revision` is not the stored one. */
  abstract replace(connectedAccountId: string, revision: number, credentials: DirectoryCredentials): Promise<boolean>;

  /**
   * Runs `work` while no other process holds the lock of the same connection. A caller that waits longer than 15 s gets
   * `RefreshLockTimeout`. The lock saves needless refreshes; `replace` makes a refresh safe.
   */
  abstract withRefreshLock<T>(connectedAccountId: string, work: () => Promise<T>): Promise<T>;
}

export class RefreshLockTimeout extends Error {
  constructor() {
    super('Another process is holding the refresh of this connection.');
    this.name = 'RefreshLockTimeout';
  }
}
