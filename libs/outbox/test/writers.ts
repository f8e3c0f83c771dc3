import { setTimeout as pause } from 'node:timers/promises';
import type { Pairs } from './pairs.js';

export interface Writers {
  /** Committed writes so far. */
  committed(): number;
  /** Ends after the running writes. */
  stop(): Promise<void>;
}

/**
 * Writers without a pause, on a few hot keys and many cold ones. One write in twenty is rolled back, and one in twenty
 * commits only after others that drew their numbers later. While the database is unreachable they retry.
 */
export function startWriters(pairs: Pairs, count: number): Writers {
  const end = new AbortController();
  let committed = 0;
  let turn = 0;
  const writeNext = async (): Promise<void> => {
    turn += 1;
    const kind = turn % 20;
    const key = turn % 2 === 0 ? `hot-${turn % 10}` : `cold-${turn % 997}`;
    if (kind === 7) return await pairs.writeSlowly(key, `{"turn":${turn}}`, () => Promise.resolve('rollback'));
    const later = async (): Promise<'commit'> => {
      await pairs.write(`late-${turn}`, '{}');
      committed += 1;
      return 'commit';
    };
    if (kind === 13) await pairs.writeSlowly(key, `{"turn":${turn}}`, later);
    else await pairs.write(key, kind === 3 ? null : `{"turn":${turn}}`);
    committed += 1;
  };
  const write = async (): Promise<void> => {
    while (!end.signal.aborted) await writeNext().catch(() => pause(50));
  };
  const running = Promise.all(Array.from({ length: count }, write));
  return {
    committed: () => committed,
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
