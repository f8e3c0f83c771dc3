import { asFault } from '../api/fault.js';

/** A limit is for a minute, so one that refuses that often needs a person. */
const MOST_TRIES = 20;

const after = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1_000));

/** Waits as long as a rate limit asks for, and tries again: of many writes none is lost to it. @throws Fault */
export async function patiently<T>(
  act: () => Promise<T>,
  wait: (seconds: number) => Promise<void> = after,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      const { retryAfterSeconds } = asFault(error);
      if (retryAfterSeconds === undefined || tries === MOST_TRIES) throw error;
      await wait(retryAfterSeconds);
    }
  }
}
