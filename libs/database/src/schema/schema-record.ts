import { createHash } from 'node:crypto';
import { DESCRIBE_SCHEMA, listed, SchemaError, type SchemaObject } from '@conferencing/postgres';
import type { ClientBase } from 'pg';
import { differences } from './differences.js';
import { exists } from './migration-state.js';

type Session = Pick<ClientBase, 'query'>;

/** How the last `migrate` has left the schema. Nothing is compared without rows, or with those of another describer. */
const CREATE_RECORD = `
  CREATE TABLE IF NOT EXISTS migrated_schema (
    object     text PRIMARY KEY,
    definition text NOT NULL
  )`;

const BOOKKEEPING = ['migrations', 'migrations_id_seq', 'library_migrations', 'migrated_functions', 'migrated_schema'];

export async function describeSchema(session: Session, schemas: readonly string[]): Promise<SchemaObject[]> {
  return (await session.query<SchemaObject>(DESCRIBE_SCHEMA, [schemas, BOOKKEEPING])).rows;
}

/** Stands in the record beside the objects: by what they were described. */
const DESCRIBED_BY = 'described by';

/** Another major version of PostgreSQL, or another query, may find other words for the same object. */
async function describer(session: Session): Promise<string> {
  const query = createHash('sha256').update(DESCRIBE_SCHEMA).digest('hex');
  const { rows } = await session.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
  return `PostgreSQL ${Math.floor(Number(rows[0]?.version) / 10_000)}, query ${query}`;
}

/** Before migrations run: if they are interrupted, the next `migrate` has nothing to compare with. */
export async function forgetSchema(session: Session): Promise<void> {
  await session.query(CREATE_RECORD);
  await session.query('TRUNCATE migrated_schema');
}

/** Notes how the schema is now; in the transaction of what has changed it last. */
export async function recordSchema(session: Session, schemas: readonly string[]): Promise<void> {
  const objects = await describeSchema(session, schemas);
  objects.push({ object: DESCRIBED_BY, definition: await describer(session) });
  await forgetSchema(session);
  await session.query('INSERT INTO migrated_schema SELECT * FROM unnest($1::text[], $2::text[])', [
    objects.map(({ object }) => object),
    objects.map(({ definition }) => definition),
  ]);
}

/** @throws SchemaError that names what is not as the last `migrate` has left it */
export async function refuseChangesByHand(session: Session, schemas: readonly string[]): Promise<void> {
  if (!(await exists(session, 'migrated_schema'))) return;
  const { rows } = await session.query<SchemaObject>('SELECT object, definition FROM migrated_schema');
  const by = rows.find(({ object }) => object === DESCRIBED_BY)?.definition;
  if (by !== (await describer(session))) return;
  const objects = rows.filter(({ object }) => object !== DESCRIBED_BY);
  const found = differences(objects, await describeSchema(session, schemas));
  if (found.length === 0) return;
  throw new SchemaError(
    `The schema is not as the last migrate left it, so nothing was migrated: ${listed(found)}. ` +
      'Undo these changes, or keep them with TRUNCATE migrated_schema, and migrate again.',
  );
}
