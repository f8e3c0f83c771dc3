import type { DirectoryCredentials } from './external-directory.port.js';
import type { Transaction } from './unit-of-work.port.js';

export interface StoredCredentials {
  credentials: DirectoryCredentials;
  /** Counts up with each replacement. */
  revision: number;
}

/** The stored credentials of connections, shared by all processes. */
export abstract class CredentialStore {
  /** Null when the connection doesn't exist (any more). */
  abstract load(connectedAccountId: string): Promise<StoredCredentials | null>;

  /** Stores the credentials of a connection that is made, or made anew, in this transaction; older ones are gone. */
  abstract put(
    transaction: Transaction,
    connection: { id: string; accountId: string },
    credentials: DirectoryCredentials,
  ): Promise<void>;

  /** Compare-and-set: false, and nothing written, when `revision` isn't the stored one any more. */
  abstract replace(connectedAccountId: string, revision: number, credentials: DirectoryCredentials): Promise<boolean>;

  /**
   * Runs `work` while no other process runs under the same connection's lock. Whoever waits for more than 15 s gets
   * `RefreshLockTimeout`. The lock saves needless refreshes; `replace` is what makes a refresh safe.
   */
  abstract withRefreshLock<T>(connectedAccountId: string, work: () => Promise<T>): Promise<T>;
}

export class RefreshLockTimeout extends Error {
  constructor() {
    super('Another process is holding the refresh of this connection.');
    this.name = 'RefreshLockTimeout';
  }
}
