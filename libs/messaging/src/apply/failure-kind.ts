import { ownPostgresFailure } from '@conferencing/postgres';
import { BusyRecordsError, FencedError, TransientFailure, TopicHistoryError, BreakerTripped } from './apply.errors.js';

/**
 * - `conflict`: lost against another transaction; an immediate retry of the same work succeeds.
 * - `transient`: a dependency of the handler is unreachable or not ready; the records are fine.
 * - `busy`: the handler named records that have to wait; the rest need not.
 * - `control`: the partition is not ours, the topic is another one, or the breaker opened.
 * - `record`: most likely one of the records.
 */
export type FailureKind = 'conflict' | 'transient' | 'busy' | 'control' | 'record';

interface ErrorLike {
  code?: unknown;
  message?: unknown;
  kind?: unknown;
  cause?: unknown;
  errors?: unknown;
}

const KINDS = { conflict: 'conflict', unavailable: 'transient', misfit: 'transient', statement: undefined } as const;

function kindOfOne(error: ErrorLike): FailureKind | undefined {
  if (error instanceof FencedError || error instanceof TopicHistoryError || error instanceof BreakerTripped) {
    return 'control';
  }
  if (error instanceof BusyRecordsError) return 'busy';
  if (error instanceof TransientFailure || error.kind === 'unavailable') return 'transient';
  return KINDS[ownPostgresFailure(error)];
}

/** Searches causes and aggregated errors too, because a handler may wrap the driver's error. */
export function failureKind(error: unknown, depth = 0): FailureKind {
  if (typeof error !== 'object' || error === null || depth > 8) return 'record';
  const candidate = error as ErrorLike;
  const own = kindOfOne(candidate);
  if (own) return own;
  const inner = [candidate.cause, ...(Array.isArray(candidate.errors) ? (candidate.errors as unknown[]) : [])];
  return inner.map((each) => failureKind(each, depth + 1)).find((kind) => kind !== 'record') ?? 'record';
}
