import { createHash } from 'node:crypto';
import { libraryState, SchemaError } from '@conferencing/postgres';
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

/** What a process does on a database that a later version has migrated. */
export type NewerSchema = 'refuse' | 'accept';

/** @throws SchemaError when the database has a migration that this version does not know */
export async function refuseNewer(session: Session, schema: AppSchema): Promise<void> {
  const { unknown } = await compareMigrations(session, schema);
  if (unknown.length > 0) throw SchemaError.newer(unknown);
}

/**
 * For a process that is about to work with the database.
 *
 * @returns what a later version has added; always empty unless that is accepted
 * @throws SchemaError unless the database is as the migrate command of this version, or of an accepted one, leaves it
 */
export async function refuseOtherSchema(
  session: Session,
  schema: AppSchema,
  newer: NewerSchema = 'refuse',
): Promise<string[]> {
  const { missing, unknown } = await compareMigrations(session, schema);
  if (newer === 'refuse' && unknown.length > 0) throw SchemaError.newer(unknown);
  if (missing.length > 0) throw SchemaError.older(missing);
  // A later version may have made the database, so that the functions of this one were never in it.
  if (unknown.length > 0) return unknown;
  const later = await laterFunctions(session, schema.functions);
  if (newer === 'refuse' && later.length > 0) throw SchemaError.newer(later);
  return later;
}

/** What the database lacks of this version's migrations, and what it has of a later one's. */
async function compareMigrations(
  session: Session,
  { migrations, takenOver, libraries }: AppSchema,
): Promise<{ missing: string[]; unknown: string[] }> {
  const applied = await appliedMigrations(session);
  const own = migrations.map(nameOf);
  const known = new Set([...own, ...(takenOver?.from ?? [])]);
  const missing = own.filter((name) => !applied.includes(name));
  const unknown = applied.filter((name) => !known.has(name));
  for (const library of libraries) {
    const state = await libraryState(session, library);
    missing.push(...state.missing.map(({ name }) => `${library.library} ${name}`));
    unknown.push(...state.unknown);
  }
  return { missing, unknown };
}

/** @throws SchemaError when no `migrate` has put this version's functions in */
async function laterFunctions(session: Session, functions: readonly string[]): Promise<string[]> {
  const { rows } = await session.query<{ digest: string }>('SELECT digest FROM migrated_functions ORDER BY applied_at');
  const digest = digestOf(functions);
  if (rows.at(-1)?.digest === digest) return [];
  if (rows.some((row) => row.digest === digest)) return ['later SQL functions'];
  throw SchemaError.older(['SQL functions of this version']);
}

export async function exists(session: Session, table: string): Promise<boolean> {
  const { rows } = await session.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
  return rows[0]?.there === true;
}
