import { DomainError } from '@conferencing/kernel';

/** `read` shares its round trip with others, `search` has a statement of its own, `wait` waits for a version. */
export type QueryKind = 'read' | 'search' | 'wait';

/** Questions of one caller that are under way or wait for their turn; those who wait for a version take no reader's place. */
const MOST_OF_CALLER: Record<QueryKind, number> = { read: 5_000, search: 1_000, wait: 500 };
const MOST_OF_ALL = 10_000;
/** Statements of one caller at the same time; the rest waits, and so does nobody else. */
const SEARCHES_OF_CALLER = 4;

class CallerLoad {
  readonly inFlight: Record<QueryKind, number> = { read: 0, search: 0, wait: 0 };
  searches = 0;
  readonly queue: (() => void)[] = [];
}

/**
 * Who may ask over request/reply, where callers are connections and not accounts. Too much is refused at once; of what
 * takes a statement each, callers take turns, so that one who asks for thousands slows down themselves.
 */
export class QueryAdmission {
  private readonly loads = new WeakMap<object, CallerLoad>();
  /** Callers with searches that wait, in the order of their turns. */
  private readonly turns = new Set<CallerLoad>();
  private inFlight = 0;
  private searches = 0;

  /** @param mostSearches statements at the same time over all callers; fewer than there are connections */
  constructor(private readonly mostSearches: number) {}

  /** @throws DomainError `rate_limited` for a caller with too many questions, `unavailable` when there are too many in all */
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
      // A caller who wants more stands in line behind the others.
      if (load.queue.length > 0) this.turns.add(load);
      if (start === undefined) continue;
      load.searches += 1;
      this.searches += 1;
      start();
    }
  }
}
