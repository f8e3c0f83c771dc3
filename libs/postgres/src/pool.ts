import pg from 'pg';
import { prepareSession, type SessionSettings } from './session.js';

export interface PoolSettings {
  /**
   * `postgres://user:password@host:port/database`; `?sslmode=…` as libpq has it, `?schema=…` for tables that are not in
   * the schema `public`.
   */
  url: string;
  /** Limit of connections that this process opens. */
  size: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  /** The server cancels a statement that runs longer. Default 30,000 ms; 0 removes the limit. */
  statementTimeoutMs?: number;
  /** Statements of a connection are sent before earlier ones are answered; the answers keep their order. */
  pipeline?: boolean;
  /** More settings of every session, such as the planner's. */
  session?: SessionSettings;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** If a name moved to another server, an old connection may go on reading from a server that lags. */
const LIFETIME_SECONDS = 1_800;
/** The client gives up this much later than the server: it acts only if the server itself is frozen. */
export const CLIENT_TIMEOUT_SLACK_MS = 5_000;

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint from the database exceeds what a number can hold');
  return value;
}

function typeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === pg.types.builtins.INT8 && format !== 'binary') return parseBigint;
  return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown;
}

/** The schema in the URL; the default is `public`. */
function schemaOf(url: string): string {
  const query = url.split('?')[1] ?? '';
  return new URLSearchParams(query).get('schema') ?? 'public';
}

/** `bigint` columns arrive as numbers. Every session is independent of defaults of the role or the database. */
export function openPool(settings: PoolSettings, onIdleError: (error: Error) => void): pg.Pool {
  const statementTimeout = settings.statementTimeoutMs ?? 30_000;
  const session = {
    search_path: schemaOf(settings.url),
    statement_timeout: statementTimeout,
    ...settings.session,
  };
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.size,
    application_name: settings.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: LIFETIME_SECONDS,
    keepAlive: true,
    pipeline: settings.pipeline ?? false,
    query_timeout: statementTimeout === 0 ? undefined : statementTimeout + CLIENT_TIMEOUT_SLACK_MS,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    // The pool waits for it before it lends the connection.
    onConnect: (client) => prepareSession(client, session) as unknown as void,
  });
  // Without a listener, a connection that the server drops while idle ends the process.
  pool.on('error', onIdleError);
  return pool;
}
