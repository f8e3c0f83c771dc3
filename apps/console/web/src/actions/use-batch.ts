import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pair } from '../api/types.js';
import { runMany } from './run-many.js';
import type { Outcome } from './pair-writes.js';

export interface BatchOutcome {
  done: readonly Pair[];
  /** The pairs that were not written, each with the reason. */
  open: readonly { pair: Pair; outcome: Outcome }[];
}

export interface Batch {
  /** The number of finished writes while it runs. */
  progress: number | undefined;
  /** Of the last run, if not every pair was written. */
  outcome: BatchOutcome | undefined;
  run: (pairs: readonly Pair[], write: (pair: Pair) => Promise<Outcome>) => Promise<BatchOutcome>;
}

/** Many independent writes: a pair that changed meanwhile is not written. */
export function useBatch(): Batch {
  const client = useQueryClient();
  const [progress, setProgress] = useState<number>();
  const [outcome, setOutcome] = useState<BatchOutcome>();
  const run: Batch['run'] = async (pairs, write) => {
    setProgress(0);
    const results = await runMany(pairs, async (pair) => ({ pair, outcome: await write(pair) }), setProgress);
    setProgress(undefined);
    const open = results.filter((result) => result.outcome.kind !== 'done');
    const done = results.filter((result) => result.outcome.kind === 'done').map(({ pair }) => pair);
    if (open.length > 0) setOutcome({ done, open });
    for (const queryKey of [['pairs'], ['attention'], ['summary']]) void client.invalidateQueries({ queryKey });
    return { done, open };
  };
  return { progress, outcome, run };
}
