import { openPool, refuseSharedBackends } from '@conferencing/postgres';
import { makeDataSource, type Migrations } from './data-source.js';

/** Any number, if all migration runs of a database use the same one. */
const MIGRATION_LOCK = 20_251_124;

/**
 * Brings the database to the newest migration. Several processes may run it at once: one does the work, the others wait
 * and find nothing to do. Each migration has its own transaction.
 *
 * @returns names of the migrations that this call applied, oldest first
 */
export async function migrate(url: string, { migrations }: { migrations: Migrations }): Promise<string[]> {
  await refuseSharedBackends(url);
  const pool = openPool({ url, size: 2, applicationName: 'migrate', statementTimeoutMs: 0 }, () => undefined);
  try {
    const session = await pool.connect();
    const dataSource = makeDataSource(pool, migrations);
    try {
      // The lock belongs to the session, so it ends with the process.
      await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await dataSource.initialize();
      return (await dataSource.runMigrations()).map((migration) => migration.name);
    } finally {
      session.release(true);
    }
  } finally {
    await pool.end();
  }
}
