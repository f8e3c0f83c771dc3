import type { Database } from '@conferencing/database';
import { RateLimited } from '../errors/protocol-errors.js';
import { RateLimiter } from './rate-limiter.port.js';
import { FORGET_OLD_WINDOWS, RESERVE_PERMITS, type ReservedPermits } from './reserve-permits.sql.js';

/** A replica reserves this part of the limit at a time: small limits are exact, large ones cost almost nothing. */
const RESERVED_PART = 0.01;
const MAX_KEYS = 50_000;
const FORGET_AFTER_HOURS = 1;

/** Permits that this process holds for one key, until `until` (ms of `performance.now`). */
interface Bucket {
  permits: number;
  until: number;
  asking?: Promise<void>;
}

/**
 * At most `limit` requests a minute for each key (times its shares), over all processes on one database. Permits are
 * reserved in advance from a shared row, so the limit is never exceeded, and most requests need no database. Unused
 * permits of a replica reduce the limit by less than its reservation, a hundredth.
 */
export class SharedRateLimiter extends RateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private forgottenAt = performance.now();

  constructor(
    private readonly database: Database,
    private readonly limit: number,
  ) {
    super();
  }

  override async take(key: string, shares = 1): Promise<void> {
    for (;;) {
      const bucket = this.bucketOf(key);
      const now = performance.now();
      if (now < bucket.until) {
        if (bucket.permits > 0) {
          bucket.permits -= 1;
          return;
        }
        if (bucket.permits < 0) throw new RateLimited(Math.max(1, Math.ceil((bucket.until - now) / 1_000)));
      }
      bucket.asking ??= this.reserve(key, this.limit * shares, bucket).finally(() => {
        bucket.asking = undefined;
      });
      await bucket.asking;
    }
  }

  private bucketOf(key: string): Bucket {
    let bucket = this.buckets.get(key);
    if (bucket === undefined) {
      if (this.buckets.size >= MAX_KEYS) this.buckets.clear();
      bucket = { permits: 0, until: 0 };
      this.buckets.set(key, bucket);
    }
    return bucket;
  }

  /** Sets the permits; below zero means that the window has none left. */
  private async reserve(key: string, limit: number, bucket: Bucket): Promise<void> {
    await this.forgetSometimes();
    const wanted = Math.max(1, Math.floor(limit * RESERVED_PART));
    const [reserved] = await this.database.query<ReservedPermits>(RESERVE_PERMITS, [key, wanted, limit]);
    const { granted, remaining_ms } = reserved as ReservedPermits;
    bucket.permits = granted > 0 ? granted : -1;
    bucket.until = performance.now() + remaining_ms;
  }

  private async forgetSometimes(): Promise<void> {
    const now = performance.now();
    if (now - this.forgottenAt < FORGET_AFTER_HOURS * 3_600_000) return;
    this.forgottenAt = now;
    await this.database.execute(FORGET_OLD_WINDOWS, [FORGET_AFTER_HOURS]);
  }
}
