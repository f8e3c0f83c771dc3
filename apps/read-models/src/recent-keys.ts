/** Values that were true recently, limited in number. */
export class RecentKeys<V> {
  private readonly entries = new Map<string, { value: V; until: number }>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly most: number,
  ) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until > performance.now()) return entry.value;
    this.entries.delete(key);
    return undefined;
  }

  set(key: string, value: V): void {
    if (this.entries.size >= this.most) this.entries.clear();
    this.entries.set(key, { value, until: performance.now() + this.lifetimeMs });
  }
}
