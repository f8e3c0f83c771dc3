/** Of all tokens and signing keys of one account together: so many times what one of them may have. */
export const ACCOUNT_SHARES = 5;

/** Counts the requests of each caller. */
export abstract class RateLimiter {
  /**
   * Takes one permit; throws `RateLimited` when there is none left.
   *
   * @param shares how many times the limit of one token this key may have
   */
  abstract take(key: string, shares?: number): Promise<void>;
}

/** The limit is switched off. */
export class UnlimitedRate extends RateLimiter {
  override take(): Promise<void> {
    return Promise.resolve();
  }
}
