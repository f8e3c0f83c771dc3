import type { Conferencing, PairRef } from '../api/types.js';
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
