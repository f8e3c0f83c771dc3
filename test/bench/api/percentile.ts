import { CONNECTIONS } from './load.js';

/** The 95th percentile of the duration of a query, in milliseconds, while 32 callers ask for some seconds. */
export async function p95(seconds: number, ask: (turn: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  const end = performance.now() + seconds * 1_000;
  let turn = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        await ask((turn += 1));
        took.push(performance.now() - began);
      }
    }),
  );
  took.sort((one, other) => one - other);
  return took[Math.floor(took.length * 0.95)] ?? Number.NaN;
}
