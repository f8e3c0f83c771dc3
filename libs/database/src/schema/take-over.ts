import {
  CREATE_LIBRARY_MIGRATIONS,
  listed,
  NOTE_LIBRARY_MIGRATION,
  SchemaError,
  type SchemaObject,
  transactOn,
} from '@conferencing/postgres';
import type { PoolClient } from 'pg';
import type { AppSchema, TakenOver } from './app-schema.js';
import { differences } from './differences.js';
import { appliedMigrations } from './migration-state.js';
import { describeSchema } from './schema-record.js';

/** An index of trigrams needs an extension that may be refused; search works without it. */
const OPTIONAL = 'gin_trgm_ops';

/**
 * Takes over a database of the time before the first release: notes that it has what its own migrations have made.
 *
 * @throws SchemaError unless all of those migrations are there and the schema is what they make
 */
export async function takeOver(client: PoolClient, { takenOver, schemas }: AppSchema): Promise<string[]> {
  if (takenOver === undefined) return [];
  const applied = new Set(await appliedMigrations(client));
  const present = takenOver.from.filter((name) => applied.has(name));
  if (present.length === 0 || takenOver.to.some((name) => applied.has(name))) return [];
  const missing = takenOver.from.filter((name) => !applied.has(name));
  if (missing.length > 0) {
    throw new SchemaError(
      `The database is older than release 1.0.0 can take over: it lacks ${listed(missing)}. ` +
        'Migrate it with the last version before 1.0.0 first.',
    );
  }
  const found = differences(expectedOf(takenOver), await described(client, schemas));
  if (found.length > 0) {
    throw new SchemaError(
      `The schema is not the one that its migrations make, so nothing was migrated: ${listed(found)}. ` +
        'Undo these changes and migrate again.',
    );
  }
  await note(client, takenOver);
  return [...takenOver.to];
}

async function note(client: PoolClient, { to, libraries }: TakenOver): Promise<void> {
  await transactOn(client, async () => {
    for (const name of to) {
      await client.query('INSERT INTO migrations ("timestamp", name) VALUES ($1, $2)', [Number(name.slice(-13)), name]);
    }
    await client.query(CREATE_LIBRARY_MIGRATIONS);
    for (const [library, names] of Object.entries(libraries)) {
      for (const name of names) await client.query(NOTE_LIBRARY_MIGRATION, [library, name]);
    }
  });
}

async function described(client: PoolClient, schemas: readonly string[]): Promise<SchemaObject[]> {
  return (await describeSchema(client, schemas)).map(({ object, definition }) => ({
    object,
    definition: isFunction(object) ? '' : definition,
  }));
}

/** Functions are replaced by this migrate: only that they are there is asked. */
function isFunction(object: string): boolean {
  return object.startsWith('function ');
}

function expectedOf({ description }: TakenOver): SchemaObject[] {
  const lines = description.trim().split('\n');
  const objects = lines.map((line) => {
    const [object = '', definition = ''] = line.split('\t');
    return { object, definition: definition.replaceAll(' ⏎ ', '\n') };
  });
  return objects.filter(({ definition }) => !definition.includes(OPTIONAL));
}
