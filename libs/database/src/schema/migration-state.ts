import { createHash } from 'node:crypto';
import { missingMigrations, SchemaError } from '@conferencing/postgres';
import type { ClientBase } from 'pg';
import { type AppSchema, nameOf } from './app-schema.js';

type Session = Pick<ClientBase, 'query'>;

/** Each set of functions that `migrate` has put in, the last one last. */
export const CREATE_FUNCTION_SETS = `
  CREATE TABLE IF NOT EXISTS migrated_functions (
    digest     text PRIMARY KEY,
    applied_at timestamptz NOT NULL
  )`;

/** $1 digest. */
export const NOTE_FUNCTION_SET = `
  INSERT INTO migrated_functions VALUES ($1, clock_timestamp())
  ON CONFLICT (digest) DO UPDATE SET applied_at = excluded.applied_at`;

export function digestOf(functions: readonly string[]): string {
  return createHash('sha256').update(functions.join('\0')).digest('hex');
}

/** Names of the app's migrations that the database has, oldest first. */
export async function appliedMigrations(session: Session): Promise<string[]> {
  if (!(await exists(session, 'migrations'))) return [];
  const { rows } = await session.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

/** @throws SchemaError when the database has a migration that this version does not know */
export async function refuseNewer(session: Session, schema: AppSchema): Promise<void> {
  const known = new Set([...schema.migrations.map(nameOf), ...(schema.takenOver?.from ?? [])]);
  const unknown = (await appliedMigrations(session)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw SchemaError.newer(unknown);
  for (const library of schema.libraries) await missingMigrations(session, library);
}

/**
 * For a process that is about to work with the database.
 *
 * @throws SchemaError unless the database is as the migrate command of this version leaves it
 */
export async function refuseOtherSchema(session: Session, schema: AppSchema): Promise<void> {
  await refuseNewer(session, schema);
  const applied = new Set(await appliedMigrations(session));
  const missing = schema.migrations.map(nameOf).filter((name) => !applied.has(name));
  for (const library of schema.libraries) {
    missing.push(...(await missingMigrations(session, library)).map(({ name }) => `${library.library} ${name}`));
  }
  if (missing.length > 0) throw SchemaError.older(missing);
  await refuseOtherFunctions(session, schema.functions);
}

async function refuseOtherFunctions(session: Session, functions: readonly string[]): Promise<void> {
  const { rows } = await session.query<{ digest: string }>('SELECT digest FROM migrated_functions ORDER BY applied_at');
  const digest = digestOf(functions);
  if (rows.at(-1)?.digest === digest) return;
  const wasThere = rows.some((row) => row.digest === digest);
  throw wasThere ? SchemaError.newer(['later SQL functions']) : SchemaError.older(['SQL functions of this version']);
}

export async function exists(session: Session, table: string): Promise<boolean> {
  const { rows } = await session.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
  return rows[0]?.there === true;
}
