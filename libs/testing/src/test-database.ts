import { randomBytes } from 'node:crypto';
import { until } from '@conferencing/servers';
import { Client } from 'pg';
import { requiredSetting } from './required-setting.js';

export interface TestDatabase {
  name: string;
  url: string;
  /** Drops it, even with open connections. */
  drop(): Promise<void>;
}

/** Creates a database with a unique name on the test run's server (or on the one of `adminUrl`): empty, or a copy. */
export async function createTestDatabase(
  prefix = 'test',
  adminUrl = requiredSetting('TEST_DATABASE_URL'),
  template = 'template1',
): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await execute(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => execute(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

/**
 * Creates a database that `migrate` has brought to its newest state. The run's own server keeps the first of each kind, and
 * the others are copies of it; a server from outside may hold what an older state of the sources has made, so none is kept.
 *
 * @param kind whose tables it has; equal kinds are migrated alike
 * @param server an administrator's URL of another server
 */
export async function createMigratedDatabase(
  kind: string,
  migrate: (url: string) => Promise<unknown>,
  server?: string,
): Promise<TestDatabase> {
  const adminUrl = server ?? requiredSetting('TEST_DATABASE_URL');
  if (server !== undefined || process.env.TEST_OWN_DATABASES === undefined) {
    const database = await createTestDatabase(kind, adminUrl);
    await migrate(database.url);
    return database;
  }
  const template = `migrated_${kind}`;
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // Another worker may be at it.
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) {
      const first = await createTestDatabase(kind, adminUrl);
      await migrate(first.url);
      // The sessions of `migrate` end a moment after it.
      await until(() => admin.query(`ALTER DATABASE "${first.name}" RENAME TO "${template}"`));
    }
  } finally {
    await admin.end();
  }
  return await createTestDatabase(kind, adminUrl, template);
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
