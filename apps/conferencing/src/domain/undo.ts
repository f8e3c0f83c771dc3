import type { Assignment, HostChange } from './assignment.js';
import { type PairRef, pairOf } from './catalog-change.js';

/** A batch can be undone for this many days. */
export const UNDO_DAYS = 30;

/** A pair that a batch has changed: the host before and after, and the pair as it is now. */
export interface ChangedPair extends PairRef {
  before: {
    externalUserId: string;
    /** False if the user or the connection was removed. */
    there: boolean;
  } | null;
  /** External user id; null: no host. */
  after: string | null;
  /** Null if the pair no longer belongs to the account. */
  now: (Assignment & { inCatalog: boolean; providerActive: boolean }) | null;
}

export type UndoSkip = 'changed_since' | 'host_gone' | 'provider_deactivated' | 'not_in_catalog' | 'not_in_batch';

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
 * Gives each pair its earlier host, or none, if the pair still has the host from the batch: another host, or none, is a
 * later decision. An inactive host is restored too.
 *
 * @param only the pairs that the request names, null for all of the batch
 */
export function decideUndo(pairs: readonly ChangedPair[], only: readonly PairRef[] | null): UndoDecision {
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
  const ofBatch = new Set(pairs.map(pairOf));
  const named = new Map(only?.map((pair) => [pairOf(pair), pair]));
  for (const [key, { serviceId, providerId }] of named) {
    if (!ofBatch.has(key)) decision.skipped.push({ serviceId, providerId, reason: 'not_in_batch' });
  }
  return decision;
}
