import { CredentialStore } from '../../domain/credential-store.port.js';
import type { StoredCredentials } from '../../domain/credential-store.port.js';
import type { DirectoryCredentials } from '../../domain/external-directory.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';

/** Keeps credentials in memory; its lock excludes no caller, so that only compare-and-set protects a rotation. */
export class MemoryCredentialStore extends CredentialStore {
  private readonly stored = new Map<string, StoredCredentials>();

  set(id: string, credentials: DirectoryCredentials): void {
    this.stored.set(id, { credentials, revision: (this.stored.get(id)?.revision ?? 0) + 1 });
  }

  override async load(id: string): Promise<StoredCredentials | null> {
    return this.stored.get(id) ?? null;
  }

  override async put(_: Transaction, connection: { id: string }, credentials: DirectoryCredentials): Promise<void> {
    this.set(connection.id, credentials);
  }

  override async replace(id: string, revision: number, credentials: DirectoryCredentials): Promise<boolean> {
    if (this.stored.get(id)?.revision !== revision) return false;
    this.set(id, credentials);
    return true;
  }

  override withRefreshLock<T>(_: string, work: () => Promise<T>): Promise<T> {
    return work();
  }
}
