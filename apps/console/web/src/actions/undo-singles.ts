import type { QueryClient } from '@tanstack/react-query';
import { type Conferencing, type Pair, refOf } from '../api/types.js';
import { say, sayAgain } from '../ui/toasts.js';
import { counted } from '../words/count.js';
import { restoredText } from '../words/outcomes.js';
import { restoreOne, resultOf } from './restore.js';
import { runMany } from './run-many.js';
import { rereadAll } from './undo.js';

/**
 * Says what changed on pairs that were each written by itself, and offers to undo it with one click. A pair that was
 * changed since stays as it is.
 */
export function offerUndoOfSingles(client: QueryClient, text: string, pairs: readonly Pair[], hosted: boolean): void {
  say(text, { label: 'Undo', act: () => void restoreAll(client, pairs, hosted) });
}

async function restoreAll(client: QueryClient, pairs: readonly Pair[], hosted: boolean): Promise<void> {
  const to = hosted ? ({} as Conferencing) : null;
  const outcomes = await runMany(pairs, (pair) =>
    restoreOne(refOf(pair), { version: pair.version + 1, from: pair.conferencing, to }),
  );
  rereadAll(client);
  const { restored, changed, failed } = resultOf(pairs, outcomes);
  if (restored + changed > 0) say(restoredText(restored, changed));
  if (failed === undefined) return;
  const text = `${counted(failed.pairs.length, 'assignment')} not restored. ${failed.fault.message}`;
  sayAgain(text, () => void restoreAll(client, failed.pairs, hosted));
}
