import { type Pair, pairKey, refOf } from '../api/types.js';

/** Selected rows, as the user saw them: the version shows a change meanwhile. */
export type Selection = ReadonlyMap<string, Pair>;

/** What can be done with selected rows. */
export type SelectedAction = 'assign' | 'handover' | 'clear';

export const NOTHING: Selection = new Map();

export const keyOf = (pair: Pair): string => pairKey(refOf(pair));

export function toggle(selection: Selection, pair: Pair): Selection {
  const next = new Map(selection);
  if (!next.delete(keyOf(pair))) next.set(keyOf(pair), pair);
  return next;
}

export function add(selection: Selection, pairs: readonly Pair[]): Selection {
  const next = new Map(selection);
  for (const pair of pairs) next.set(keyOf(pair), pair);
  return next;
}
