import type { AggregateHead } from '../aggregate-heads.port.js';
import type { ReadModelHead } from './read-model-heads.port.js';
import type { DivergenceKind } from './reconcile.report.js';

/** The last state of a key in one place. */
export type HeadState = Omit<ReadModelHead, 'key'>;

/** How the found state differs from the database's head; undefined if it does not. */
export function divergence(
  expected: AggregateHead | undefined,
  found: HeadState | undefined,
): DivergenceKind | undefined {
  if (expected === undefined) return found === undefined || found.tombstone ? undefined : 'extra';
  // A tombstone is removed from the topic in time, and its key with it.
  if (found === undefined) return expected.tombstone ? undefined : 'missing';
  const ended = found.tombstone ?? expected.tombstone;
  if (found.version < expected.version) return expected.tombstone && ended ? undefined : 'stale';
  if (found.version > expected.version) return 'ahead';
  if (expected.tombstone !== ended) return expected.tombstone ? 'tombstone_missing' : 'different';
  return saysTheSame(expected, found) ? undefined : 'different';
}

function saysTheSame(expected: HeadState, found: HeadState): boolean {
  return expected.tombstone || expected.fingerprint === null || expected.fingerprint === found.fingerprint;
}
