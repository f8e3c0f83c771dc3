import { type AppSchema, describeSchema } from '@conferencing/database';
import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';
import { releasedText } from './kept-releases.js';

/** A database as a release has left it. */
export function databaseOf(release: string, app: string): Promise<TestDatabase> {
  return databaseWith(releasedText(release, app));
}

/** A new database in which these statements have run. */
export async function databaseWith(statements: string, adminUrl?: string): Promise<TestDatabase> {
  const database = await createTestDatabase('release', adminUrl);
  await withClient(database.url, (client) => client.query(statements));
  return database;
}

/** Everything that is in the database but what `migrate` notes. */
export function schemaAt(url: string, { schemas }: AppSchema, ...more: readonly string[]) {
  return withClient(url, (client) => describeSchema(client, [...schemas, ...more]));
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
