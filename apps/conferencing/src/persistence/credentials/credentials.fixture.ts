import { randomBytes } from 'node:crypto';
import { Database, openPool } from '@conferencing/database';
import { newId, SystemClock } from '@conferencing/kernel';
import type { EncryptionKey } from '@conferencing/settings';
import type { DirectoryCredentials } from '../../domain/external-directory.port.js';
import { conferencingDatabase } from '../conferencing-database.fixture.js';
import { asTransaction } from '../pairs/pg-unit-of-work.js';
import { CredentialSealer } from './credential-sealer.js';
import { PgCredentialStore } from './credential-store.repository.js';

export function newKey(kid: string): EncryptionKey {
  return { kid, key: randomBytes(32) };
}

/** One process's view of a database of credentials. */
export function openCredentials(url: string, keys: readonly EncryptionKey[], poolSize = 2) {
  const database = new Database(openPool({ url, size: poolSize, applicationName: 'credentials' }, () => undefined));
  const sealer = new CredentialSealer(keys);
  return { database, sealer, store: new PgCredentialStore(database, sealer, new SystemClock()) };
}

/** Cuts the connections that hold an advisory lock in this database; returns their number. */
export async function cutLockHolders(database: Database): Promise<number> {
  const cut = await database.query(`
    SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  return cut.length;
}

/** A database of its own, in which connections with credentials can be made. */
export async function makeCredentials(keys: readonly EncryptionKey[]) {
  const { url, drop } = await conferencingDatabase();
  const opened = openCredentials(url, keys);
  const { database, store } = opened;
  const accountId = newId('account');
  await database.execute('INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, now())', [accountId, 'Clinic']);
  return {
    ...opened,
    url,
    async connect(credentials: DirectoryCredentials): Promise<string> {
      const id = newId('connectedAccount');
      await database.transaction(async (tx) => {
        await tx.execute(
          `INSERT INTO connected_accounts (id, account_id, provider, connection_scope, email, external_subject,
             external_account_id, status, created_at, updated_at)
           VALUES ($1, $2, 'zoom_admin', 'account', 'owner@example.com', $1, $1, 'active', now(), now())`,
          [id, accountId],
        );
        await store.put(asTransaction(tx), { id, accountId }, credentials);
      });
      return id;
    },
    async close(): Promise<void> {
      await database.pool.end();
      await drop();
    },
  };
}
