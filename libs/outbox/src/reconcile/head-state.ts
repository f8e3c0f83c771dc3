import type { AggregateHead } from '../aggregate-heads.port.js';
import type { DivergenceKind } from './reconcile.report.js';

/** A version, negative when it is a tombstone's: one number for each key of a topic that may have millions. */
export type HeadState = number;

export function headState(version: number, tombstone: boolean): HeadState {
  return tombstone ? -version : version;
}

/** What is wrong with what was found, given the database's head; undefined when nothing is. */
export function divergence(
  expected: AggregateHead | undefined,
  found: HeadState | undefined,
): DivergenceKind | undefined {
  if (expected === undefined) return found === undefined || found < 0 ? undefined : 'extra';
  // A tombstone is removed from the topic in time, and its key with it.
  if (found === undefined) return expected.tombstone ? undefined : 'missing';
  const version = Math.abs(found);
  if (version < expected.version) return expected.tombstone && found < 0 ? undefined : 'stale';
  if (version > expected.version) return 'ahead';
  if (expected.tombstone === found < 0) return undefined;
  return expected.tombstone ? 'tombstone_missing' : 'stale';
}
