/** Most questions that one statement answers. */
const MOST = 500;

interface Batch<Question, Answer> {
  questions: Question[];
  answers: Promise<readonly Answer[]>;
}

/**
 * Answers the questions of many callers with one statement, one statement at a time. Nobody gets an answer of a
 * statement that had begun before he asked: he waits for the next one, so no answer is older than its question. A lone
 * question is asked at once; under load a round trip to the database is shared by all who wait for it. Only for reads:
 * one that had to wait for a lock would hold up everybody behind it.
 */
export class CoalescedReads<Question, Answer> {
  private waiting: Batch<Question, Answer> | undefined;
  private previous: Promise<unknown> = Promise.resolve();

  /** @param read answers in the order of its questions; when it throws, all of them fail */
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
