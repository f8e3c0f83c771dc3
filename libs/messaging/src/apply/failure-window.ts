/** Which keys failed lately. */
export class FailureWindow {
  readonly #seen = new Map<string, number>();
  #exceededAt: number | undefined;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** How many different keys failed within the window, these included, or undefined while that is within the limit. */
  excess(keys: ReadonlySet<string>, now: number): number | undefined {
    for (const [key, at] of this.#seen) if (at < now - this.windowMs) this.#seen.delete(key);
    let count = this.#seen.size;
    for (const key of keys) if (!this.#seen.has(key)) count += 1;
    if (count <= this.limit) return undefined;
    this.#exceededAt ??= now;
    return count;
  }

  /** Whether the limit has kept the partition for a whole window. */
  hasWaited(now: number): boolean {
    return this.#exceededAt !== undefined && now - this.#exceededAt >= this.windowMs;
  }

  /** The partition has gone on. */
  passed(): void {
    this.#exceededAt = undefined;
  }

  add(keys: ReadonlySet<string>, now: number): void {
    for (const key of keys) this.#seen.set(key, now);
  }
}
