import { MESSAGING_MIGRATIONS, migrateLibrary } from '@conferencing/messaging';
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';

/** Before the first process of a new version starts: the tables of the library, and your own. */
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
await migrateLibrary(pool, MESSAGING_MIGRATIONS);
await pool.query(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));
await pool.end();
