import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { lend } from './lend.js';
import { SchemaError } from './schema.errors.js';
import { transactOn } from './transaction.js';

/** One step of a library's tables. Once it is released its text never changes. */
export interface SqlMigration {
  /** Begins with its number in four digits: `0001-outbox`. */
  readonly name: string;
  /** Statements that may run together in one transaction. */
  readonly sql: string;
}

/** The tables that a library has in the database of each service that uses it. */
export interface MigratedLibrary {
  /** As it is called in `library_migrations`. */
  readonly library: string;
  /** Oldest first. */
  readonly migrations: readonly SqlMigration[];
}

/** Which migrations a database has, for all libraries. */
export const CREATE_LIBRARY_MIGRATIONS = `
  CREATE TABLE IF NOT EXISTS library_migrations (
    library    text NOT NULL,
    name       text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (library, name)
  )`;

/** $1 library, $2 name of the migration. */
export const NOTE_LIBRARY_MIGRATION = 'INSERT INTO library_migrations (library, name) VALUES ($1, $2)';

const MIGRATIONS = check.shaped('the migrations of a library, such as MESSAGING_MIGRATIONS', {
  library: check.text,
  migrations: check.listOf('migrations', { name: check.text, sql: check.text }),
});
const CONNECTION = check.objectWith('a Pool or a client of pg', 'query');

const LOCK = `SELECT pg_advisory_xact_lock(hashtext('library_migrations'))`;
const APPLIED = 'SELECT name FROM library_migrations WHERE library = $1 ORDER BY name';

/**
 * Brings the tables of a library to its newest migration, in one transaction. Any number of processes may run it at
 * once. They run it before the first process of the new version starts.
 *
 * @returns names of the migrations that this call applied, oldest first
 * @throws SchemaError when the database has a migration that this version of the library does not know; TypeError
 */
export async function migrateLibrary(pool: Pool, library: MigratedLibrary): Promise<string[]> {
  refuseWrongArguments('migrateLibrary', { pool, library }, { pool: check.pool, library: MIGRATIONS });
  return await lend(pool, (client) => migrateLibraryOn(client, library));
}

/** As {@link migrateLibrary}, on a connection that the caller has. */
export function migrateLibraryOn(client: PoolClient, library: MigratedLibrary): Promise<string[]> {
  return transactOn(client, async () => {
    await client.query(LOCK);
    await client.query(CREATE_LIBRARY_MIGRATIONS);
    const missing = await missingMigrations(client, library);
    for (const { name, sql } of missing) {
      await client.query(sql);
      await client.query(NOTE_LIBRARY_MIGRATION, [library.library, name]);
    }
    return missing.map(({ name }) => name);
  });
}

/**
 * What the database lacks, oldest first. For a service that puts the texts into migrations of its own, and for one that
 * refuses to start on a database that is not migrated.
 *
 * @throws SchemaError when the database has a migration that this version of the library does not know; TypeError
 */
export async function missingMigrations(
  client: Pick<ClientBase, 'query'>,
  library: MigratedLibrary,
): Promise<readonly SqlMigration[]> {
  refuseWrongArguments('missingMigrations', { client, library }, { client: CONNECTION, library: MIGRATIONS });
  const { missing, unknown } = await libraryState(client, library);
  if (unknown.length > 0) throw SchemaError.newer(unknown);
  return missing;
}

/** What the database lacks, oldest first, and what it has from a later version of the library. */
export async function libraryState(
  client: Pick<ClientBase, 'query'>,
  { library, migrations }: MigratedLibrary,
): Promise<{ missing: readonly SqlMigration[]; unknown: string[] }> {
  const exists = await client.query<{ there: boolean }>(
    `SELECT to_regclass('library_migrations') IS NOT NULL AS there`,
  );
  if (exists.rows[0]?.there !== true) return { missing: migrations, unknown: [] };
  const { rows } = await client.query<{ name: string }>(APPLIED, [library]);
  const applied = new Set(rows.map(({ name }) => name));
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.has(name)).map((name) => `${library} ${name}`);
  return { missing: migrations.filter(({ name }) => !applied.has(name)), unknown };
}
