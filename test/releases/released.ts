import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';
import { type AppSchema, describeSchema } from '../../libs/database/src/index.js';

const FOLDER = join(__dirname);

/** Every release whose schema and statements are kept here, oldest first; `0.1.0` is the time before the first one. */
export const RELEASES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort(new Intl.Collator('en', { numeric: true }).compare);

/** A database as a release has left it. */
export async function databaseOf(release: string, app: string): Promise<TestDatabase> {
  const database = await createTestDatabase('release');
  await withClient(database.url, (client) => client.query(releasedText(release, app)));
  return database;
}

/** A statement that processes of a release run. */
export function releasedText(release: string, name: string): string {
  return readFileSync(join(FOLDER, release, `${name}.sql`), 'utf8');
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
