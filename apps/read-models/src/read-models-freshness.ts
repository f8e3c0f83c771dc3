import type { HealthCheck } from '@conferencing/observability';

/**
 * How old the answers of this process may be. While all sources of changes work, this is the age of the oldest fetched
 * change that is not applied; otherwise the time since all of them worked last, or since the start.
 */
export class Freshness {
  private readonly workedAt = new Map<string, number>();

  constructor(
    private readonly behindSince: () => Date | null,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * @param check a source without which no change arrives
   */
  watch(name: string, check: HealthCheck): HealthCheck {
    this.workedAt.set(name, this.now());
    return async () => {
      const asked = this.now();
      await check();
      this.workedAt.set(name, asked);
    };
  }

  /** Whole seconds; 0 means less than one second. */
  staleSeconds(): number {
    const since = Math.min(...this.workedAt.values(), this.behindSince()?.getTime() ?? Infinity);
    return Math.max(0, Math.floor((this.now() - since) / 1_000));
  }
}
