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
import type { Patience } from './zoom.config.js';

const FAILURES_TO_OPEN = 10;
const RETRIES_IN_AN_OUTAGE = 3;
const RETRIES_AT_A_RATE_LIMIT = 10;

interface Breaker {
  policy: CircuitBreakerPolicy;
  /** What opened it: whoever meets it open is told this. */
  last: TransientFailure | null;
}

/**
 * Tries again with jitter while the time budget lasts, waits as long as Zoom asks to, and leaves a Zoom account alone
 * that has failed many times in a row: then only one request at a time finds out whether it is back.
 */
export class Retrying {
  private readonly breakers = new Map<string, Breaker>();

  constructor(private readonly patience: Patience) {}

  /** @param key whose trouble it is; null for a request that has no history (new credentials). */
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
      throw new TransientFailure(breaker.last.failure, { waitMs: this.patience.breaker, outage: true });
    }
  }

  private breaker(key: string): Breaker {
    const known = this.breakers.get(key);
    if (known !== undefined) return known;
    const outage = (error: Error) => error instanceof TransientFailure && error.options.outage;
    const policy = circuitBreaker(handleWhen(outage), {
      halfOpenAfter: this.patience.breaker,
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    });
    const breaker = { policy, last: null };
    this.breakers.set(key, breaker);
    return breaker;
  }

  private wait(error: TransientFailure, retries: number): number {
    const jitter = Math.random() * this.patience.backoff * 2 ** Math.min(retries, 5);
    return (error.options.waitMs ?? this.patience.backoff / 2) + jitter;
  }
}
