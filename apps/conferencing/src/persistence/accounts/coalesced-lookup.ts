type Answers<V> = ReadonlyMap<string, V>;

interface Batch<V> {
  keys: Set<string>;
  answers: Promise<Answers<V>>;
}

/**
 * Looks keys up, many callers with one query, one query at a time. A caller never gets an answer of a query that had
 * begun before it asked: it waits for the next one. So a hot key costs one query for each round trip to the database,
 * not one for each request, and an answer is never older than the question.
 */
export class CoalescedLookup<V> {
  private waiting: Batch<V> | undefined;
  private previous: Promise<unknown> = Promise.resolve();

  constructor(private readonly load: (keys: string[]) => Promise<Answers<V>>) {}

  async find(key: string): Promise<V | undefined> {
    this.waiting ??= this.nextBatch();
    const { keys, answers } = this.waiting;
    keys.add(key);
    return (await answers).get(key);
  }

  private nextBatch(): Batch<V> {
    const keys = new Set<string>();
    const answers = this.previous.then(() => {
      this.waiting = undefined;
      return this.load([...keys]);
    });
    this.previous = answers.catch(() => undefined);
    return { keys, answers };
  }
}
