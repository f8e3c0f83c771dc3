import {
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  retry,
} from 'cockatiel';
import type { CircuitBreakerPolicy } from 'cockatiel';
import type { TimeBudget } from './time-budget.js';
import { TransientFailure } from './transient-failure.js';
import type { RetryLimits } from './zoom.config.js';

const FAILURES_TO_OPEN = 10;
const RETRIES_IN_AN_OUTAGE = 3;
const RETRIES_AT_A_RATE_LIMIT = 10;

interface Breaker {
  policy: CircuitBreakerPolicy;
  /** The failure that opened the breaker; callers get it while the breaker is open. */
  last: TransientFailure | null;
}

/**
 * Retries with jitter within the time budget, waits as long as Zoom asks, and opens a circuit breaker for a Zoom
 * account that failed many times in a row: then only one request at a time checks whether it works again.
 */
export class Retrying {
  private readonly breakers = new Map<string, Breaker>();

  constructor(private readonly limits: RetryLimits) {}

  /**
   * @param key the Zoom account of the breaker; null for a request without a history (new credentials).
   */
  async run<T>(key: string | null, budget: TimeBudget, attempt: () => Promise<T>): Promise<T> {
    const guarded = key === null ? attempt : () => this.guarded(this.breaker(key), attempt);
    let wait = 0;
    let retries = 0;
    const worthIt = (error: Error): boolean => {
      if (!(error instanceof TransientFailure) || budget.signal?.aborted === true) return false;
      wait = this.wait(error, retries);
      retries += 1;
      const most = error.options.outage ? RETRIES_IN_AN_OUTAGE : RETRIES_AT_A_RATE_LIMIT;
      return retries <= most && wait < budget.left();
    };
    const policy = retry(handleWhen(worthIt), {
      maxAttempts: RETRIES_AT_A_RATE_LIMIT,
      backoff: new DelegateBackoff(() => wait),
    });
    try {
      return await policy.execute(guarded);
    } catch (error) {
      throw error instanceof TransientFailure ? error.failure : error;
    }
  }

  forget(key: string): void {
    this.breakers.delete(key);
  }

  private async guarded<T>(breaker: Breaker, attempt: () => Promise<T>): Promise<T> {
    try {
      return await breaker.policy.execute(attempt);
    } catch (error) {
      if (error instanceof TransientFailure) breaker.last = error;
      if (!isBrokenCircuitError(error as Error) || breaker.last === null) throw error;
      throw new TransientFailure(breaker.last.failure, { waitMs: this.limits.breaker, outage: true });
    }
  }

  private breaker(key: string): Breaker {
    const known = this.breakers.get(key);
    if (known !== undefined) return known;
    const outage = (error: Error) => error instanceof TransientFailure && error.options.outage;
    const policy = circuitBreaker(handleWhen(outage), {
      halfOpenAfter: this.limits.breaker,
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    });
    const breaker = { policy, last: null };
    this.breakers.set(key, breaker);
    return breaker;
  }

  private wait(error: TransientFailure, retries: number): number {
    const jitter = Math.random() * this.limits.backoff * 2 ** Math.min(retries, 5);
    return (error.options.waitMs ?? this.limits.backoff / 2) + jitter;
  }
}
