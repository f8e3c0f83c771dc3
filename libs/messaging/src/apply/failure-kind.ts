import { ownPostgresFailure } from '@conferencing/postgres';
import { BusyRecordsError, FencedError, TransientFailure, TopicHistoryError, BreakerTripped } from './apply.errors.js';

/**
 * - `conflict`: lost against another transaction; the same work succeeds when it is done again at once.
 * - `transient`: what the handler depends on is away or not ready; nothing is wrong with the records.
 * - `busy`: records that say so have to wait for others; the rest need not.
 * - `control`: the partition is not ours, the topic isn't the same, or the breaker opened.
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

/** Looks through causes and gathered errors too: what a handler throws may wrap what the driver said. */
export function failureKind(error: unknown, depth = 0): FailureKind {
  if (typeof error !== 'object' || error === null || depth > 8) return 'record';
  const candidate = error as ErrorLike;
  const own = kindOfOne(candidate);
  if (own) return own;
  const inner = [candidate.cause, ...(Array.isArray(candidate.errors) ? (candidate.errors as unknown[]) : [])];
  return inner.map((each) => failureKind(each, depth + 1)).find((kind) => kind !== 'record') ?? 'record';
}
