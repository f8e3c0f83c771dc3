import { CallerPresence, currentRequest, workForAll } from '@conferencing/observability';

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
  next: Entry<Answer> | null;
  /** Everybody who asked; they leave when the last of them does. */
  callers: CallerPresence;
  asking: number;
}

/**
 * Answers equal questions of many callers together. An answer never comes from a read that began before the question,
 * with one exception: a large answer, which costs a core some hundredths of a second, may be `keptMs` old. A read
 * ends early when all callers have left.
 */
export class SharedAnswers<Answer> {
  private readonly entries = new Map<string, Entry<Answer>>();

  constructor(
    private readonly mayBeKept: (answer: Answer) => boolean,
    private readonly keptMs = LARGE_ANSWER_MS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  ask(question: string, read: () => Promise<Answer>): Promise<Answer> {
    const entry = this.entryFor(question, read);
    return entry.settled ? entry.answer : join(entry);
  }

  /** Whether the last answer was large, or is being read. */
  knows(question: string): boolean {
    return this.entries.has(question);
  }

  /** Stores an answer that was read along with something else. */
  keep(question: string, answer: Answer): void {
    this.begin(question, () => Promise.resolve(answer), this.mayBeKept(answer));
  }

  private entryFor(question: string, read: () => Promise<Answer>): Entry<Answer> {
    const entry = this.entries.get(question);
    if (entry === undefined) return this.begin(question, read, false);
    const fresh = entry.large && this.now() - entry.begunAt < this.keptMs;
    if (fresh && !entry.callers.hasLeft) return entry;
    if (entry.settled) return this.begin(question, read, entry.large);
    return (entry.next ??= this.begin(question, read, entry.large, entry.answer));
  }

  /**
   * @param large as far as is known from the answer before
   * @param before has to end first
   */
  private begin(
    question: string,
    read: () => Promise<Answer>,
    large: boolean,
    before?: Promise<unknown>,
  ): Entry<Answer> {
    const callers = new CallerPresence();
    const start = () => {
      entry.begunAt = this.now();
      this.entries.delete(question);
      this.entries.set(question, entry);
      this.forgetOldest();
      return workForAll(callers, read);
    };
    const entry = { begunAt: 0, settled: false, large, next: null, callers, asking: 0 } as unknown as Entry<Answer>;
    entry.answer = before === undefined ? start() : before.catch(() => undefined).then(start);
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
    return entry;
  }

  private forgetOldest(): void {
    for (const [question, { settled }] of this.entries) {
      if (this.entries.size <= MOST_KEPT) return;
      if (settled) this.entries.delete(question);
    }
  }
}

/** Work that serves no request never leaves. */
function join<Answer>(entry: Entry<Answer>): Promise<Answer> {
  entry.asking += 1;
  const caller = currentRequest()?.caller;
  if (caller === undefined) return entry.answer;
  const stopListening = caller.onLeave(() => {
    entry.asking -= 1;
    if (entry.asking === 0) entry.callers.leave();
  });
  return entry.answer.finally(stopListening);
}
