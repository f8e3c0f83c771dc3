/** For a question without the header. */
const TIMEOUT_MS = 30_000;
const LONGEST_MS = 60_000;
/** The caller's clock has written the time of the question. */
const CLOCKS_MS = 5_000;

/**
 * Whether nobody waits for the answer any more.
 *
 * @param askedAt milliseconds since the epoch, by the caller's clock
 * @param timeout the value of the header, if there is one
 */
export function isTooLate(askedAt: number, timeout: string | undefined, now: number): boolean {
  const given = /^\d{1,6}$/.test(timeout ?? '') ? Math.min(Number(timeout), LONGEST_MS) : TIMEOUT_MS;
  return now - askedAt > given + CLOCKS_MS;
}
