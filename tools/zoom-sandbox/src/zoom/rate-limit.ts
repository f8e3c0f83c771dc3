import type { Clock } from '@conferencing/kernel';
import { apiError } from './answer.js';
import type { Answer } from './answer.js';

export type RateLimitVerdict = { allowed: true; headers: Record<string, string> } | { allowed: false; answer: Answer };

/** Counts requests for each Zoom account in whole seconds; the limit is shared by all apps of the account. */
export class RateLimit {
  private readonly windows = new Map<string, { second: number; used: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number,
  ) {}

  take(accountId: string): RateLimitVerdict {
    if (this.perSecond === 0) return { allowed: true, headers: {} };
    const second = Math.floor(this.clock.now().getTime() / 1000);
    const last = this.windows.get(accountId);
    const used = (last?.second === second ? last.used : 0) + 1;
    this.windows.set(accountId, { second, used });
    if (used > this.perSecond) return { allowed: false, answer: qpsExceeded(this.perSecond, second + 1) };
    return { allowed: true, headers: qpsHeaders(this.perSecond, this.perSecond - used, second + 1) };
  }
}

/** @param reset seconds since 1970 */
export function qpsExceeded(limit: number, reset: number): Answer {
  const message = 'You have reached the maximum per-second rate limit for this API. Try again later.';
  return apiError(429, 429, message, qpsHeaders(limit, 0, reset));
}

function qpsHeaders(limit: number, remaining: number, reset: number): Record<string, string> {
  return {
    'x-ratelimit-category': 'Medium',
    'x-ratelimit-type': 'QPS',
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  };
}
