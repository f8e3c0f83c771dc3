import { DomainError } from '@conferencing/kernel';

/** `read` shares its round trip with other reads, `search` has its own statement, `wait` waits for a version. */
export type QueryKind = 'read' | 'search' | 'wait';

/** Limit of open and queued queries of one caller; those that wait for a version count separately from reads. */
const MOST_OF_CALLER: Record<QueryKind, number> = { read: 5_000, search: 1_000, wait: 500 };
const MOST_OF_ALL = 10_000;
/** Limit of concurrent statements of one caller; its other searches wait, and no other caller waits for them. */
const SEARCHES_OF_CALLER = 4;

class CallerLoad {
  readonly inFlight: Record<QueryKind, number> = { read: 0, search: 0, wait: 0 };
  searches = 0;
  readonly queue: (() => void)[] = [];
}

/**
 * Admits queries over request/reply, where callers are connections and not accounts. Too many queries are refused at
 * once. Callers of searches take turns, so that a caller with thousands of searches slows down only itself.
 */
export class QueryAdmission {
  private readonly loads = new WeakMap<object, CallerLoad>();
  /** Callers with waiting searches, in the order of their turns. */
  private readonly turns = new Set<CallerLoad>();
  private inFlight = 0;
  private searches = 0;

  /**
   * @param mostSearches limit of concurrent statements over all callers; fewer than the connections
   */
  constructor(private readonly mostSearches: number) {}

  /**
   * @throws DomainError `rate_limited` for a caller with too many queries, `unavailable` if there are too many in total
   */
  async run<T>(caller: object, kind: QueryKind, work: () => Promise<T>): Promise<T> {
    const load = this.loads.get(caller) ?? new CallerLoad();
    this.loads.set(caller, load);
    this.admit(load, kind);
    try {
      if (kind === 'search') await this.turn(load);
      return await work();
    } finally {
      this.leave(load, kind);
    }
  }

  private admit(load: CallerLoad, kind: QueryKind): void {
    if (load.inFlight[kind] >= MOST_OF_CALLER[kind]) {
      const detail = 'This caller has too many open queries. Try again when some of them are answered.';
      throw new DomainError('rate_limited', { code: 'rate_limited', detail });
    }
    if (this.inFlight >= MOST_OF_ALL) {
      const detail = 'Too many queries are open. Try again in a moment.';
      throw new DomainError('unavailable', { code: 'unavailable', detail });
    }
    load.inFlight[kind] += 1;
    this.inFlight += 1;
  }

  private leave(load: CallerLoad, kind: QueryKind): void {
    load.inFlight[kind] -= 1;
    this.inFlight -= 1;
    if (kind !== 'search') return;
    load.searches -= 1;
    this.searches -= 1;
    this.startNext();
  }

  private async turn(load: CallerLoad): Promise<void> {
    await new Promise<void>((resolve) => {
      load.queue.push(resolve);
      this.turns.add(load);
      this.startNext();
    });
  }

  private startNext(): void {
    for (const load of this.turns) {
      if (this.searches >= this.mostSearches) return;
      if (load.searches >= SEARCHES_OF_CALLER) continue;
      this.turns.delete(load);
      const start = load.queue.shift();
      // A caller with more searches goes to the end of the queue.
      if (load.queue.length > 0) this.turns.add(load);
      if (start === undefined) continue;
      load.searches += 1;
      this.searches += 1;
      start();
    }
  }
}
