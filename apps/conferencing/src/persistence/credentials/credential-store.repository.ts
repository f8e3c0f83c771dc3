import type { Database } from '@conferencing/database';
import type { Clock } from '@conferencing/kernel';
import { CredentialStore } from '../../domain/credential-store.port.js';
import type { StoredCredentials } from '../../domain/credential-store.port.js';
import type { DirectoryCredentials } from '../../domain/external-directory.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import type { CredentialSealer } from './credential-sealer.js';
import { LOAD_CREDENTIALS } from './load-credentials.sql.js';
import { PUT_CREDENTIALS } from './put-credentials.sql.js';
import { RefreshLock } from './refresh-lock.js';
import { REPLACE_CREDENTIALS } from './replace-credentials.sql.js';

interface CredentialsRow {
  key_id: string;
  sealed: Buffer;
  revision: number;
}

export class PgCredentialStore extends CredentialStore {
  private readonly lock: RefreshLock;

  constructor(
    private readonly database: Database,
    private readonly sealer: CredentialSealer,
    private readonly clock: Clock,
  ) {
    super();
    this.lock = new RefreshLock(database);
  }

  override async load(connectedAccountId: string): Promise<StoredCredentials | null> {
    const [row] = await this.query<CredentialsRow>(LOAD_CREDENTIALS, [connectedAccountId]);
    if (row === undefined) return null;
    const credentials = this.sealer.open(connectedAccountId, { keyId: row.key_id, sealed: row.sealed });
    return { credentials, revision: row.revision };
  }

  override async put(
    transaction: Transaction,
    connection: { id: string; accountId: string },
    credentials: DirectoryCredentials,
  ): Promise<void> {
    const { keyId, sealed } = this.sealer.seal(connection.id, credentials);
    const values = [connection.id, connection.accountId, credentials.type, keyId, sealed, this.clock.now()];
    await queryableOf(transaction).execute(PUT_CREDENTIALS, values);
  }

  override async replace(
    connectedAccountId: string,
    revision: number,
    credentials: DirectoryCredentials,
  ): Promise<boolean> {
    const { keyId, sealed } = this.sealer.seal(connectedAccountId, credentials);
    const values = [connectedAccountId, revision, credentials.type, keyId, sealed, this.clock.now()];
    return (await this.query(REPLACE_CREDENTIALS, values)).length === 1;
  }

  override withRefreshLock<T>(connectedAccountId: string, work: () => Promise<T>): Promise<T> {
    return this.lock.run(connectedAccountId, work);
  }

  /** Under the lock, its own connection; the pool where that one was cut: a rotated token must still be stored. */
  private async query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const session = this.lock.session;
    if (session !== undefined) {
      try {
        return (await session.query<Row>(text, [...values])).rows;
      } catch {
        return this.database.query<Row>(text, values);
      }
    }
    return this.database.query<Row>(text, values);
  }
}
