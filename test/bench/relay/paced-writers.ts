import type { Pairs } from '../../../libs/outbox/test/pairs.js';

/** Writes this many versions a second to its own keys, from a timer, until it is stopped. */
export function startPacedWriters(pairs: Pairs, perSecond: number, payload: string): { stop(): Promise<number> } {
  const begin = performance.now();
  const writes: Promise<void>[] = [];
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) / 1000) * perSecond;
    while (writes.length < due) writes.push(pairs.write(`w${writes.length % 50}`, payload));
  }, 5);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(writes);
      return writes.length;
    },
  };
}
