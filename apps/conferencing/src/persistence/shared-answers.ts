/** Milliseconds during which a large answer is reused before it is counted again. */
export const LARGE_ANSWER_MS = 2_000;

/** Counting this many rows takes some milliseconds. */
const LARGE_COUNT = 10_000;

export function isLarge(count: number): boolean {
  return count > LARGE_COUNT;
}

/** Limit of stored answers. */
const MOST_KEPT = 200;

interface Entry<Answer> {
  answer: Promise<Answer>;
  begunAt: number;
  settled: boolean;
  large: boolean;
  next: Promise<Answer> | null;
}

/**
 * Answers equal questions of many callers together. An answer never comes from a read that began before the question,
 * with one exception: a large answer, which costs a core some hundredths of a second, may be `keptMs` old.
 */
export class SharedAnswers<Answer> {
  private readonly entries = new Map<string, Entry<Answer>>();

  constructor(
    private readonly mayBeKept: (answer: Answer) => boolean,
    private readonly keptMs = LARGE_ANSWER_MS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  ask(question: string, read: () => Promise<Answer>): Promise<Answer> {
    const entry = this.entries.get(question);
    if (entry === undefined) return this.begin(question, read, false);
    if (entry.large && this.now() - entry.begunAt < this.keptMs) return entry.answer;
    if (entry.settled) return this.begin(question, read, entry.large);
    entry.next ??= entry.answer.catch(() => undefined).then(() => this.begin(question, read, entry.large));
    return entry.next;
  }

  /**
   * @param large whether the previous answer was large
   */
  private begin(question: string, read: () => Promise<Answer>, large: boolean): Promise<Answer> {
    const entry: Entry<Answer> = { answer: read(), begunAt: this.now(), settled: false, large, next: null };
    this.entries.delete(question);
    this.entries.set(question, entry);
    const settle = (settledLarge: boolean) => {
      entry.settled = true;
      entry.large = settledLarge;
      // A small answer is not reused, so it need not be stored; the callers of the next answer hold it.
      if (!settledLarge && this.entries.get(question) === entry && entry.next === null) this.entries.delete(question);
    };
    entry.answer.then(
      (answer) => settle(this.mayBeKept(answer)),
      () => settle(false),
    );
    this.forgetOldest();
    return entry.answer;
  }

  private forgetOldest(): void {
    for (const [question, { settled }] of this.entries) {
      if (this.entries.size <= MOST_KEPT) return;
      if (settled) this.entries.delete(question);
    }
  }
}
