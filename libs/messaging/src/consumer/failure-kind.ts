import { FencedError, TransientFailure, TopicHistoryError, BreakerTripped } from './consumer.errors.js';

/**
 * - `conflict`: lost against another transaction; the same work succeeds when it is done again at once.
 * - `transient`: what the handler depends on is away or not ready; nothing is wrong with the records.
 * - `control`: the partition is not ours, the topic isn't the same, or the breaker opened.
 * - `record`: most likely one of the records.
 */
export type FailureKind = 'conflict' | 'transient' | 'control' | 'record';

const CONFLICT = new Set(['40001', '40P01']);

/** SQLSTATE classes that speak of the server, the connection, the schema or permissions, never of a value. */
const SERVER_CLASSES = new Set(['08', '25', '28', '3D', '3F', '40', '42', '53', '55', '57', '58', 'F0', 'XX']);

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const DRIVER =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end)/;

interface ErrorLike {
  code?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

function kindOfOne(error: ErrorLike): FailureKind | undefined {
  if (error instanceof FencedError || error instanceof TopicHistoryError || error instanceof BreakerTripped) {
    return 'control';
  }
  if (error instanceof TransientFailure || error.kind === 'unavailable') return 'transient';
  const { code, message } = error;
  if (typeof code === 'string') {
    if (CONFLICT.has(code)) return 'conflict';
    if (NETWORK.has(code) || (code.length === 5 && SERVER_CLASSES.has(code.slice(0, 2)))) return 'transient';
  }
  return typeof message === 'string' && DRIVER.test(message) ? 'transient' : undefined;
}

/** Looks through causes and gathered errors too: what a handler throws may wrap what the driver said. */
export function failureKind(error: unknown, depth = 0): FailureKind {
  if (typeof error !== 'object' || error === null || depth > 8) return 'record';
  const candidate = error as ErrorLike;
  const own = kindOfOne(candidate);
  if (own) return own;
  const inner = [candidate.cause, ...(Array.isArray(candidate.errors) ? (candidate.errors as unknown[]) : [])];
  return inner.map((each) => failureKind(each, depth + 1)).find((kind) => kind !== 'record') ?? 'record';
}
