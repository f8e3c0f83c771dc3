import type { Assignment, HostChange } from './assignment.js';
import type { PairRef } from './catalog-change.js';

/** For so long a batch can be undone. */
export const UNDO_DAYS = 30;

/** A pair that a batch has changed: who hosted before and since, and the pair as it is now. */
export interface ChangedPair extends PairRef {
  before: {
    externalUserId: string;
    /** False when the user or the connection is gone. */
    there: boolean;
  } | null;
  /** External user id; null: nobody. */
  after: string | null;
  /** Null when the pair is no longer one of the account. */
  now: (Assignment & { inCatalog: boolean; providerActive: boolean }) | null;
}

export type UndoSkip = 'changed_since' | 'host_gone' | 'provider_deactivated' | 'not_in_catalog';

export interface UndoDecision {
  restored: PairRef[];
  skipped: (PairRef & { reason: UndoSkip })[];
  assign: HostChange[];
  clear: PairRef[];
}

function skipReason({ before, after, now }: ChangedPair): UndoSkip | null {
  if ((now?.host?.externalUserId ?? null) !== after) return 'changed_since';
  if (before === null) return null;
  if (!before.there) return 'host_gone';
  if (now?.inCatalog !== true) return 'not_in_catalog';
  return now.providerActive ? null : 'provider_deactivated';
}

/**
 * Gives each pair the host of before, or none, where the pair still has the host whom the batch gave it: any other host
 * since then, or none, is somebody's later wish. A host who is inactive now is restored all the same.
 */
export function decideUndo(pairs: readonly ChangedPair[]): UndoDecision {
  const decision: UndoDecision = { restored: [], skipped: [], assign: [], clear: [] };
  for (const pair of pairs) {
    const { serviceId, providerId, before, after } = pair;
    const reason = skipReason(pair);
    if (reason !== null) decision.skipped.push({ serviceId, providerId, reason });
    else {
      decision.restored.push({ serviceId, providerId });
      const change = after === null ? 'assigned' : 'reassigned';
      if (before === null) decision.clear.push({ serviceId, providerId });
      else decision.assign.push({ serviceId, providerId, change, externalUserId: before.externalUserId });
    }
  }
  return decision;
}
