import { setTimeout as pause } from 'node:timers/promises';

const PER_SECOND = 50;

/** Starts one piece of work every 20 ms, whether or not the earlier ones have ended, and returns their results. */
export async function paced(count: number, work: (index: number) => Promise<number>): Promise<number[]> {
  const began = performance.now();
  const running: Promise<number>[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = began + (index * 1_000) / PER_SECOND;
    await pause(Math.max(0, due - performance.now()));
    running.push(work(index));
  }
  return Promise.all(running);
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
