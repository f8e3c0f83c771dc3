/** Limit of questions that one statement answers. */
const MOST = 500;

interface Batch<Question, Answer> {
  questions: Question[];
  answers: Promise<readonly Answer[]>;
}

/**
 * Answers the questions of many callers with one statement, one statement at a time. A caller never gets an answer from
 * a statement that began before its question: it waits for the next one, so no answer is older than its question. A
 * single question is sent at once; under load all waiting callers share a round trip. Only for reads: one that waits
 * for a lock would delay all others.
 */
export class CoalescedReads<Question, Answer> {
  private waiting: Batch<Question, Answer> | undefined;
  private previous: Promise<unknown> = Promise.resolve();

  /**
   * @param read answers in the order of its questions; if it throws, all of them fail
   */
  constructor(private readonly read: (questions: readonly Question[]) => Promise<readonly Answer[]>) {}

  async ask(question: Question): Promise<Answer> {
    if (this.waiting === undefined || this.waiting.questions.length >= MOST) this.waiting = this.nextBatch();
    const { questions, answers } = this.waiting;
    const position = questions.push(question) - 1;
    return (await answers)[position] as Answer;
  }

  private nextBatch(): Batch<Question, Answer> {
    const questions: Question[] = [];
    const answers = this.previous.then(() => {
      if (this.waiting?.questions === questions) this.waiting = undefined;
      return this.read(questions);
    });
    this.previous = answers.catch(() => undefined);
    return { questions, answers };
  }
}
