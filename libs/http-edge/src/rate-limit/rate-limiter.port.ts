/** The limit of all tokens and keys of one account together, as a multiple of the limit of one. */
export const ACCOUNT_SHARES = 5;

/** Counts the requests of each caller. */
export abstract class RateLimiter {
  /**
   * Takes one permit; throws `RateLimited` if there is none left.
   *
   * @param shares the limit of this key, as a multiple of the limit of one token
   */
  abstract take(key: string, shares?: number): Promise<void>;
}

/** The limit is off. */
export class UnlimitedRate extends RateLimiter {
  override take(): Promise<void> {
    return Promise.resolve();
  }
}
