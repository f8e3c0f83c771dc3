import { createRequire } from 'node:module';
import { type AppSchema, migrate } from '@conferencing/database';
import { Client, escapeLiteral } from 'pg';
import { databaseWith, schemaAt } from './released.js';

/** How the driver writes a value for the server; it has no types. */
const { prepareValue } = createRequire(__filename)('pg/lib/utils') as {
  prepareValue(value: unknown): string | number | Buffer | null;
};

type Query = (config: unknown, values?: unknown[], ...more: unknown[]) => unknown;

/** What changes something; the rest is transactions, locks and questions. */
const CHANGES = /^(?:ALTER|COMMENT|CREATE|DELETE|DO|DROP|GRANT|INSERT|REVOKE|TRUNCATE|UPDATE|WITH)\b/i;
const COMMENTS_BEFORE = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*/;

/**
 * The statements that make the database of an app as `migrate` makes it now, with what `migrate` notes.
 *
 * @param server an administrator's URL of a server for two databases; that of the test run by default
 * @throws when the statements would make another schema
 */
export async function dumpOf(app: string, schema: AppSchema, version: string, server?: string): Promise<string> {
  const migrated = await databaseWith('', server);
  const statements = await recordMigrate(migrated.url, schema);
  const text = [`-- The database of ${app} as \`migrate\` of release ${version} makes it.`, ...statements].join('\n\n');
  const loaded = await databaseWith(text, server);
  const [expected, actual] = await Promise.all([schemaAt(migrated.url, schema), schemaAt(loaded.url, schema)]);
  await Promise.all([migrated.drop(), loaded.drop()]);
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`The statements of ${app} do not make the schema that migrate makes`);
  }
  return text;
}

/** Runs `migrate` on an empty database, and returns every statement that has changed it, with its values written out. */
async function recordMigrate(url: string, schema: AppSchema): Promise<string[]> {
  const recorded: string[] = [];
  const query = Client.prototype.query as Query;
  Client.prototype.query = function (this: Client, config: unknown, values?: unknown[], ...more: unknown[]) {
    const statement = textOf(config, values);
    if (CHANGES.test(statement.replace(COMMENTS_BEFORE, ''))) recorded.push(`${statement.trim().replace(/;$/, '')};`);
    return query.call(this, config, values, ...more);
  } as typeof Client.prototype.query;
  try {
    await migrate(url, schema);
  } finally {
    Client.prototype.query = query as typeof Client.prototype.query;
  }
  return recorded;
}

function textOf(config: unknown, given: unknown[] | undefined): string {
  if (typeof config === 'string') return withValues(config, Array.isArray(given) ? given : []);
  const { text = '', values = [] } = config as { text?: string; values?: unknown[] };
  return withValues(text, Array.isArray(given) ? given : values);
}

function withValues(text: string, values: readonly unknown[]): string {
  if (values.length === 0) return text;
  return text.replaceAll(/\$(\d+)/g, (_, number: string) => {
    const value = prepareValue(values[Number(number) - 1]);
    return value === null ? 'NULL' : escapeLiteral(value.toString());
  });
}
