import type { Fault } from '../api/fault.js';
import type { Conferencing, Pair, PairRef } from '../api/types.js';
import { assignOne, clearOne, type Outcome } from './pair-writes.js';

/** The version after the change, the host before it, and the host since. */
export interface Restorable {
  version: number;
  from: Conferencing | null;
  to: Conferencing | null;
}

/** Gives one pair the host that it had before the change, unless the pair has changed again since. */
export async function restoreOne(ref: PairRef, change: Restorable | undefined): Promise<Outcome> {
  if (change === undefined) return { kind: 'changed', now: null };
  const seen = { ref, version: change.version, conferencing: change.to };
  const { from } = change;
  if (from === null) return clearOne(seen);
  return assignOne(seen, { connected_account_id: from.connected_account.id, external_user_id: from.external_user.id });
}

interface Result {
  restored: number;
  /** Changed again since, so they stay as they are. */
  changed: number;
  failed: { pairs: Pair[]; fault: Fault } | undefined;
}

/** What became of each pair: one that could not be written has not changed again. */
export function resultOf(pairs: readonly Pair[], outcomes: readonly Outcome[]): Result {
  const of = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const fault = outcomes.find((outcome) => outcome.kind === 'failed')?.fault;
  const failed = fault && { fault, pairs: pairs.filter((_, index) => outcomes[index]?.kind === 'failed') };
  return { restored: of('done'), changed: of('changed'), failed };
}
