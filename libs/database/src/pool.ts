import pg from 'pg';

export interface PoolSettings {
  /** `postgres://user:password@host:port/database`; `?sslmode=…` as libpq has it. */
  url: string;
  /** Most connections that this process opens. */
  size: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  /** A statement that runs longer is cancelled by the server. Default 30,000 ms; 0 lifts the limit. */
  statementTimeoutMs?: number;
  /** Statements of a connection are sent while those before them are under way; the answers keep their order. */
  pipeline?: boolean;
}

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
/** The client gives up this much later than the server: it only fires when the server itself is frozen. */
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

export function openPool(settings: PoolSettings, onIdleError: (error: Error) => void): pg.Pool {
  const statementTimeout = settings.statementTimeoutMs ?? 30_000;
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.size,
    application_name: settings.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: settings.pipeline ?? false,
    statement_timeout: statementTimeout,
    query_timeout: statementTimeout === 0 ? undefined : statementTimeout + CLIENT_TIMEOUT_SLACK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // Without a listener, a connection that the server drops while idle ends the process.
  pool.on('error', onIdleError);
  return pool;
}
