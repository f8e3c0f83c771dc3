import { DomainError } from '@conferencing/kernel';

const RETRIABLE = new Set(['40001', '40P01']);

/** Socket errors, and what the driver says when a connection or a place in the pool can't be had in time. */
const LOST_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'EHOSTUNREACH',
]);
const LOST_CONNECTION_MESSAGE =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query read timeout|Cannot use a pool after calling end)/;

/**
 * SQLSTATE classes and codes with which PostgreSQL says "not now": connection exceptions, out of resources, a
 * statement or lock that took too long, shutting down or starting up, read-only after a failover.
 */
const NOT_NOW = /^(08...|53...|57014|57P0[1-5]|55P03|25006)$/;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Looks at fields, not at classes: system errors may stem from another realm. */
function codeOf(error: unknown): string | undefined {
  return isObject(error) && typeof error.code === 'string' ? error.code : undefined;
}

/** A transaction that lost against another one and succeeds when it is run again: deadlock, serialization failure. */
export function isRetriable(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && RETRIABLE.has(code);
}

/** The database can't be reached or can't serve now, whatever the statement was. */
export function isUnavailable(error: unknown): boolean {
  if (!isObject(error)) return false;
  if (Array.isArray(error.errors) && error.errors.some(isUnavailable)) return true;
  const code = codeOf(error);
  if (code !== undefined && (LOST_CONNECTION.has(code) || NOT_NOW.test(code))) return true;
  return typeof error.message === 'string' && LOST_CONNECTION_MESSAGE.test(error.message);
}

/** What callers see in place of a driver's error: `unavailable` when the database can't serve, otherwise unchanged. */
export function translateFailure(error: unknown): unknown {
  if (!isUnavailable(error)) return error;
  return new DomainError(
    'unavailable',
    { code: 'unavailable', detail: 'The database cannot serve this request now; try again in a moment.' },
    { cause: error },
  );
}

/** The SQLSTATE is `unique_violation`, on the named constraint or index when one is given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== '23505') return false;
  return constraint === undefined || (isObject(error) && error.constraint === constraint);
}
