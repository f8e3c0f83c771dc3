import { migrateLibraryOn, openPool, refuseSharedBackends, transactOn } from '@conferencing/postgres';
import type { Pool, PoolClient } from 'pg';
import type { AppSchema, Migrations } from './app-schema.js';
import { makeDataSource } from './data-source.js';
import { CREATE_FUNCTION_SETS, digestOf, NOTE_FUNCTION_SET, refuseNewer } from './migration-state.js';
import { forgetSchema, recordSchema, refuseChangesByHand } from './schema-record.js';
import { takeOver } from './take-over.js';

/** Any number, if all migration runs of a database use the same one. */
const MIGRATION_LOCK = 20_251_124;

/**
 * Brings the database to the newest migration and replaces its functions. Several processes may run it at once: one does
 * the work, the others wait and find nothing to do. Each migration has its own transaction.
 *
 * @returns names of the migrations that this call applied or found done, oldest first
 * @throws SchemaError, before anything is changed, when the database is newer than this program or was changed by hand
 */
export async function migrate(url: string, schema: AppSchema): Promise<string[]> {
  await refuseSharedBackends(url);
  const pool = openPool({ url, size: 2, applicationName: 'migrate', statementTimeoutMs: 0 }, () => undefined);
  try {
    const session = await pool.connect();
    try {
      // The lock belongs to the session, so it ends with the process.
      await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await refuseNewer(session, schema);
      await refuseChangesByHand(session, schema.schemas);
      const applied = await takeOver(session, schema);
      await forgetSchema(session);
      for (const library of schema.libraries) applied.push(...(await migrateLibraryOn(session, library)));
      applied.push(...(await runMigrations(pool, schema.migrations)));
      await replaceFunctions(session, schema);
      return applied;
    } finally {
      session.release(true);
    }
  } finally {
    await pool.end();
  }
}

async function runMigrations(pool: Pool, migrations: Migrations): Promise<string[]> {
  const dataSource = makeDataSource(pool, migrations);
  await dataSource.initialize();
  return (await dataSource.runMigrations()).map((migration) => migration.name);
}

async function replaceFunctions(client: PoolClient, { functions, schemas }: AppSchema): Promise<void> {
  await transactOn(client, async () => {
    for (const text of functions) await client.query(text);
    await client.query(CREATE_FUNCTION_SETS);
    await client.query(NOTE_FUNCTION_SET, [digestOf(functions)]);
    await recordSchema(client, schemas);
  });
}
