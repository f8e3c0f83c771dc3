import type { HealthCheck } from '@conferencing/observability';

/**
 * How far behind the owner the answers of this process may be. While everything that brings changes works, that is the
 * age of the oldest change that is fetched and not applied; else the time since all of it worked last, which a process
 * that never saw it working counts from its own start.
 */
export class Freshness {
  private readonly workedAt = new Map<string, number>();

  constructor(
    private readonly behindSince: () => Date | null,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param check of something without which no change arrives */
  watch(name: string, check: HealthCheck): HealthCheck {
    this.workedAt.set(name, this.now());
    return async () => {
      const asked = this.now();
      await check();
      this.workedAt.set(name, asked);
    };
  }

  /** In whole seconds; 0 is less than one. */
  staleSeconds(): number {
    const since = Math.min(...this.workedAt.values(), this.behindSince()?.getTime() ?? Infinity);
    return Math.max(0, Math.floor((this.now() - since) / 1_000));
  }
}
