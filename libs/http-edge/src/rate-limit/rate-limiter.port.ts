/** Counts the requests of each caller. */
export abstract class RateLimiter {
  /** Takes one permit; throws `RateLimited` when there is none left. */
  abstract take(key: string): Promise<void>;
}

/** The limit is switched off. */
export class UnlimitedRate extends RateLimiter {
  override take(): Promise<void> {
    return Promise.resolve();
  }
}
