import { migrate } from '@conferencing/database';
import { databaseSettings, settingsOrExit } from '@conferencing/settings';
import { z } from 'zod';
import { MIGRATIONS } from './persistence/migrations/migrations.js';

/** Brings the database of the read models to the newest migration and ends. */
async function run(): Promise<void> {
  const { DATABASE_URL } = settingsOrExit(z.object(databaseSettings));
  const applied = await migrate(DATABASE_URL, { migrations: MIGRATIONS });
  for (const name of applied) process.stdout.write(`applied ${name}\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`The migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
