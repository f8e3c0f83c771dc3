/**
 * The meaning of an error of PostgreSQL, of its driver or of their socket:
 * - `conflict`: the transaction lost against another one; a retry of the same work succeeds.
 * - `unavailable`: the server is unreachable or cannot serve now, whatever the statement was.
 * - `misfit`: the schema, the permissions or the session do not fit the statement; no value of it is at fault.
 * - `statement`: everything else, most often a value.
 */
export type PostgresFailure = 'conflict' | 'unavailable' | 'misfit' | 'statement';

const CONFLICT = new Set(['40001', '40P01']);

/**
 * Connection exceptions, out of resources, system errors, a statement or lock that took too long, shutting down,
 * starting up, a session that the server ended, read-only after a failover.
 * Source: https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const UNAVAILABLE = /^(08...|53...|57014|57P0[1-5]|58...|55P03|25006|25P0[34])$/;

const MISFIT = /^(25|26|28|3D|3F|40|42|55|57|F0|XX)/;

/**
 * The connection, and what it knows of the server, is of no more use: the server is going, is read-only or out of
 * resources, a transaction was left open on it, or a prepared statement on it is gone or belongs to an older table.
 * Not after 57014 or 55P03: the server cancelled the statement and is well.
 */
const SPENT = /^(08...|53...|57P..|58...|XX...|F0...|25...|26000|28...|3D000|42P05|0A000)$/;

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
]);

/** Messages of pg and its pool for a connection, or a place in the pool, that is not available in time or is lost. */
const DRIVER =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end)/;

interface ErrorLike {
  code?: unknown;
  message?: unknown;
  constraint?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** How deep causes are searched. */
const DEPTH = 8;

/** Checks fields, not classes: system errors may come from another realm. */
function* chain(error: unknown, depth = 0): Generator<ErrorLike> {
  if (typeof error !== 'object' || error === null || depth > DEPTH) return;
  const candidate = error as ErrorLike;
  yield candidate;
  if (Array.isArray(candidate.errors)) for (const each of candidate.errors) yield* chain(each, depth + 1);
  yield* chain(candidate.cause, depth + 1);
}

function isLost({ code, message }: ErrorLike): boolean {
  if (typeof code === 'string' && NETWORK.has(code)) return true;
  return typeof message === 'string' && DRIVER.test(message);
}

/** Like {@link postgresFailure}, for the error itself, without its causes. */
export function ownPostgresFailure(error: { code?: unknown; message?: unknown }): PostgresFailure {
  if (isLost(error)) return 'unavailable';
  const { code } = error;
  if (typeof code !== 'string' || code.length !== 5) return 'statement';
  if (CONFLICT.has(code)) return 'conflict';
  if (UNAVAILABLE.test(code)) return 'unavailable';
  return MISFIT.test(code) ? 'misfit' : 'statement';
}

/** Searches causes and aggregated errors too: the first one that is not just `statement` decides. */
export function postgresFailure(error: unknown): PostgresFailure {
  for (const each of chain(error)) {
    const failure = ownPostgresFailure(each);
    if (failure !== 'statement') return failure;
  }
  return 'statement';
}

/** The transaction lost against another one; a retry succeeds. */
export function isConflict(error: unknown): boolean {
  return postgresFailure(error) === 'conflict';
}

export function isUnavailable(error: unknown): boolean {
  return postgresFailure(error) === 'unavailable';
}

/** Whether the connection of the error must not be used again. */
export function spendsConnection(error: unknown): boolean {
  for (const each of chain(error)) {
    if (isLost(each) || (typeof each.code === 'string' && SPENT.test(each.code))) return true;
  }
  return false;
}

function violates(code: string, error: unknown, constraint: string | undefined): boolean {
  for (const each of chain(error)) {
    if (each.code === code) return constraint === undefined || each.constraint === constraint;
  }
  return false;
}

/** The SQLSTATE is `unique_violation`, on the named constraint or index if one is given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return violates('23505', error, constraint);
}

/** The SQLSTATE is `foreign_key_violation`, on the named constraint if one is given. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return violates('23503', error, constraint);
}
