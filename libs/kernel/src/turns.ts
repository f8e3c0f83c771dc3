/** Runs work on the same key one after the other, within this process. */
export class Turns {
  /** The last running or waiting work of each key. */
  private readonly last = new Map<string, Promise<unknown>>();

  isFree(key: string): boolean {
    return !this.last.has(key);
  }

  async take<T>(key: string, run: () => Promise<T>): Promise<T> {
    const mine = (this.last.get(key) ?? Promise.resolve()).then(run, run);
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}
