import { MESSAGING_MIGRATIONS, migrateLibrary, readDatabaseUrl } from '@conferencing/messaging';
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';

/** Before the first process of a new version starts: the tables of the library, and your own. */
const pool = new Pool({ connectionString: readDatabaseUrl(process.env) });
await migrateLibrary(pool, MESSAGING_MIGRATIONS);
await pool.query(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));
await pool.end();
