import { MESSAGING_MIGRATIONS, migrateLibrary, readDatabaseUrl } from '@conferencing/messaging';
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';

/** Before the first process of a new version starts: the tables of the library, and your own. */
async function migrate(): Promise<void> {
  const pool = new Pool({ connectionString: readDatabaseUrl(process.env) });
  await migrateLibrary(pool, MESSAGING_MIGRATIONS);
  await pool.query(readFileSync('schema.sql', 'utf8'));
  await pool.end();
}

migrate().catch(({ message, code }: NodeJS.ErrnoException) => {
  console.error(`Nothing was migrated: ${message || code}. Look at DATABASE_URL.`);
  process.exit(1);
});
