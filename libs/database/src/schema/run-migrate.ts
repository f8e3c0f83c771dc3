import { SchemaError } from '@conferencing/postgres';
import { databaseAdvice } from '../database-advice.js';
import type { AppSchema } from './app-schema.js';
import { migrate } from './migrate.js';
import type { NewerSchema } from './migration-state.js';

/**
 * The command `migrate` of an app. It says in one line what it did, or why it failed with exit code 1. A newer database
 * that is accepted is left as it is.
 */
export async function runMigrate(url: string, schema: AppSchema, newer: NewerSchema): Promise<void> {
  try {
    const applied = await migrate(url, schema);
    process.stdout.write(applied.length === 0 ? 'Nothing to migrate.\n' : `Applied ${applied.join(', ')}.\n`);
  } catch (error) {
    const { message } = error as Error;
    const advice = databaseAdvice(error, { name: 'The database', url, setting: 'DATABASE_URL' }) ?? message;
    process.stderr.write(`${advice.trim().replaceAll(/\s*\n\s*/g, '; ')}\n`);
    if (newer === 'accept' && error instanceof SchemaError && error.isNewer) {
      process.stdout.write('Nothing was migrated, because DATABASE_NEWER_SCHEMA accepts a newer database.\n');
    } else process.exitCode = 1;
  }
}
