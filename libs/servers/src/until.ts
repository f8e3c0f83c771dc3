import { setTimeout as pause } from 'node:timers/promises';

export interface UntilOptions {
  timeoutMs?: number;
  intervalMs?: number;
  /** What the caller waits for; the message after the timeout. */
  what?: string;
}

/**
 * Calls `attempt` until it neither throws nor answers false or undefined, and gives that answer.
 * Rejects with the last failure as its cause once `timeoutMs` (30 s) have passed.
 */
export async function until<T>(
  attempt: () => Promise<T> | T,
  { timeoutMs = 30_000, intervalMs = 25, what = 'a condition' }: UntilOptions = {},
): Promise<Exclude<T, false | undefined>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const answer = await attempt();
      if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > deadline) {
      const reason = failure instanceof Error ? `: ${failure.message}` : '';
      throw new Error(`Waited ${timeoutMs} ms for ${what}${reason}`, { cause: failure });
    }
    await pause(intervalMs);
  }
}
