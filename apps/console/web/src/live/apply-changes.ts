import { type LiveChange, type Pair, pairKey, refOf } from '../api/types.js';

/** The newest change of each pair. */
export function newestByPair(changes: readonly LiveChange[]): ReadonlyMap<string, LiveChange> {
  const newest = new Map<string, LiveChange>();
  for (const change of changes) {
    const key = pairKey(change);
    if (change.version > (newest.get(key)?.version ?? -1)) newest.set(key, change);
  }
  return newest;
}

/** The pair after the change; the same object when it is as new already. Warnings come with the next reading. */
function pairAfter(pair: Pair, newest: ReadonlyMap<string, LiveChange>): Pair {
  const change = newest.get(pairKey(refOf(pair)));
  if (change === undefined || change.version <= pair.version) return pair;
  return {
    ...pair,
    conferencing: change.data,
    host_state: change.host_state,
    version: change.version,
    updated_at: change.occurred_at,
    warnings: change.data === null ? [] : pair.warnings,
  };
}

/** Rows stay where they are, so nothing moves under a pointer. The same list when nothing in it changed. */
export function pairsAfter(pairs: Pair[], newest: ReadonlyMap<string, LiveChange>): Pair[] {
  const after = pairs.map((pair) => pairAfter(pair, newest));
  return after.every((pair, index) => pair === pairs[index]) ? pairs : after;
}
