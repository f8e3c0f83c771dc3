import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pair } from '../api/types.js';
import { runMany } from './run-many.js';
import type { Outcome } from './pair-writes.js';

export interface Batch {
  /** The number of finished writes while it runs. */
  progress: number | undefined;
  outcomes: readonly { pair: Pair; outcome: Outcome }[] | undefined;
  /** @returns the number of pairs that were not written */
  run: (pairs: readonly Pair[], write: (pair: Pair) => Promise<Outcome>) => Promise<number>;
}

/** Many independent writes: a pair that changed meanwhile is not written. */
export function useBatch(): Batch {
  const client = useQueryClient();
  const [progress, setProgress] = useState<number>();
  const [outcomes, setOutcomes] = useState<Batch['outcomes']>();
  const run: Batch['run'] = async (pairs, write) => {
    setProgress(0);
    const results = await runMany(pairs, async (pair) => ({ pair, outcome: await write(pair) }), setProgress);
    setProgress(undefined);
    const open = results.filter(({ outcome }) => outcome.kind !== 'done');
    setOutcomes(open);
    for (const queryKey of [['pairs'], ['attention'], ['summary']]) void client.invalidateQueries({ queryKey });
    return open.length;
  };
  return { progress, outcomes, run };
}
