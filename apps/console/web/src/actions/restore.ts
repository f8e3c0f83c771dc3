import type { Change, PairRef } from '../api/types.js';
import { assignOne, clearOne, type Outcome } from './pair-writes.js';

/** Gives one pair back the host it had before the change, unless it has changed again since. */
export async function restoreOne(
  ref: PairRef,
  change: Pick<Change, 'version' | 'from' | 'to'> | undefined,
): Promise<Outcome> {
  if (change === undefined) return { kind: 'changed', now: null };
  const seen = { ref, version: change.version, conferencing: change.to };
  const { from } = change;
  if (from === null) return clearOne(seen);
  return assignOne(seen, { connected_account_id: from.connected_account.id, external_user_id: from.external_user.id });
}
