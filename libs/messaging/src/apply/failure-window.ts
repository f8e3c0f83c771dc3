/** The keys that failed recently. */
export class FailureWindow {
  private readonly seen = new Map<string, number>();
  private exceededAt: number | undefined;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /**
   * The number of different keys that failed within the window, including these; undefined while it is within the
   * limit.
   */
  excess(keys: ReadonlySet<string>, now: number): number | undefined {
    for (const [key, at] of this.seen) if (at < now - this.windowMs) this.seen.delete(key);
    let count = this.seen.size;
    for (const key of keys) if (!this.seen.has(key)) count += 1;
    if (count <= this.limit) return undefined;
    this.exceededAt ??= now;
    return count;
  }

  /** Whether the limit has stopped the partition for a whole window. */
  hasWaited(now: number): boolean {
    return this.exceededAt !== undefined && now - this.exceededAt >= this.windowMs;
  }

  /** The partition makes progress again. */
  passed(): void {
    this.exceededAt = undefined;
  }

  add(keys: ReadonlySet<string>, now: number): void {
    for (const key of keys) this.seen.set(key, now);
  }
}
