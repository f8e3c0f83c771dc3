import type { ClientBase } from 'pg';

/** Names and values of settings of PostgreSQL, as in `SET name TO 'value'`. */
export type SessionSettings = Readonly<Record<string, string | number>>;

/**
 * The settings on which statements and the driver rely: every default of a role or a database that changes the meaning
 * of a text, the result of a statement or its lifetime. Settings that only change the planner's choice, and
 * `synchronous_commit`, belong to the administrator.
 */
const RELIED_ON: SessionSettings = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: 1,
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  row_security: 'on',
  exit_on_error: 'off',
  gin_fuzzy_search_limit: 0,
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  lock_timeout: 0,
  transaction_timeout: 0,
  idle_session_timeout: 0,
  idle_in_transaction_session_timeout: 60_000,
  plan_cache_mode: 'auto',
};

/**
 * A default of the role or the database is no reason to refuse writes. A default of the whole server is one (providers
 * set it when the disk is full), and it must be followed in both directions without a new connection.
 */
const WRITABLE = `SELECT set_config('default_transaction_read_only', 'off', false) FROM pg_settings
WHERE name = 'default_transaction_read_only' AND source IN ('global', 'database', 'user', 'database user')`;

/** A statement of a dead process ends too and releases its locks; not every platform supports this. */
const GIVE_UP_ALONE = `SELECT set_config('client_connection_check_interval', '2s', false)
WHERE version() ~* 'linux|darwin|apple|bsd'`;

/** Limit in milliseconds for the preparation of a session. */
const PREPARE_TIMEOUT_MS = 5_000;

const quoted = (value: string | number) => `'${String(value).replaceAll("'", "''")}'`;

/**
 * Makes a new session independent of foreign defaults, in one round trip. No startup parameters, because PgBouncer
 * refuses unknown ones.
 */
export async function prepareSession(client: ClientBase, settings: SessionSettings): Promise<void> {
  const all = Object.entries({ ...RELIED_ON, ...settings }).map(([name, value]) => `SET ${name} TO ${quoted(value)}`);
  const text = [...all, WRITABLE, GIVE_UP_ALONE].join(';\n');
  await client.query({ text, query_timeout: PREPARE_TIMEOUT_MS } as { text: string });
}
