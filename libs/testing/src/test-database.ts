import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { requiredSetting } from './required-setting.js';

export interface TestDatabase {
  name: string;
  url: string;
  /** Drops it, even with open connections. */
  drop(): Promise<void>;
}

/** Creates an empty database with a unique name on the test run's server (or on the one of `adminUrl`). */
export async function createTestDatabase(
  prefix = 'test',
  adminUrl = requiredSetting('TEST_DATABASE_URL'),
): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await execute(adminUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => execute(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
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
