import { CoalescedReads } from '@conferencing/database';

/** Looks up keys of many callers with one statement: see `CoalescedReads`. */
export class CoalescedLookup<V> {
  private readonly reads: CoalescedReads<string, V | undefined>;

  constructor(load: (keys: string[]) => Promise<ReadonlyMap<string, V>>) {
    this.reads = new CoalescedReads(async (asked) => {
      const found = await load([...new Set(asked)]);
      return asked.map((key) => found.get(key));
    });
  }

  find(key: string): Promise<V | undefined> {
    return this.reads.ask(key);
  }
}
