import type { QueryClient } from '@tanstack/react-query';
import { answer, conferencing } from '../api/client.js';
import { asFault } from '../api/fault.js';
import { say, sayAgain } from '../ui/toasts.js';
import { restoredText } from '../words/outcomes.js';
import { patiently } from './patiently.js';

/** Reads again what a write may have changed; the stream brings the same a moment later. */
export function rereadAll(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sign-in options' });
}

/** Says what changed, and offers to undo it with one click. */
export function offerUndo(client: QueryClient, text: string, batches: readonly string[]): void {
  rereadAll(client);
  say(text, batches.length > 0 ? { label: 'Undo', act: () => void undoAll(client, batches) } : undefined);
}

async function undoAll(client: QueryClient, batches: readonly string[]): Promise<void> {
  const done: string[] = [];
  let undone = 0;
  let restored = 0;
  let skipped = 0;
  try {
    for (const batch_id of batches) {
      const { data } = await patiently(() =>
        answer(conferencing.POST('/v1/conferencing/undo', { body: { batch_id } })),
      );
      undone += 1;
      restored += data.restored.length;
      skipped += data.skipped.length;
      if (data.batch_id !== null) done.push(data.batch_id);
    }
  } catch (error) {
    sayAgain(asFault(error).message, () => void undoAll(client, batches.slice(undone)));
  }
  if (done.length > 0 || skipped > 0) offerUndo(client, restoredText(restored, skipped), done);
  else rereadAll(client);
}
