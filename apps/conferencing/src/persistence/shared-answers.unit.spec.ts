import { EventEmitter } from 'node:events';
import { currentRequest, withRequestContext } from '@conferencing/observability';
import { isLarge, LARGE_ANSWER_MS, SharedAnswers } from './shared-answers.js';

const LARGE = 10_001;

/** Counts that the test answers. */
function counter() {
  let now = 0;
  const running: ((count: number) => void)[] = [];
  const answers = new SharedAnswers<number>(isLarge, LARGE_ANSWER_MS, () => now);
  return {
    answers,
    ask: (question = 'q') => answers.ask(question, () => new Promise((resolve) => void running.push(resolve))),
    pass: (ms: number) => void (now += ms),
    running,
  };
}

describe('SharedAnswers', () => {
  it('reads once for all callers that ask while a read waits for the previous one', async () => {
    const { ask, running } = counter();
    const first = ask();
    const later = [ask(), ask(), ask()];
    running[0]?.(1);
    expect(await first).toBe(1);
    await Promise.resolve();
    expect(running).toHaveLength(2);
    running[1]?.(2);
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
  });

  it('does not reuse a small answer', async () => {
    const { ask, running } = counter();
    const first = ask();
    running[0]?.(1);
    await first;
    const second = ask();
    running[1]?.(2);
    expect(await second).toBe(2);
  });

  it('reuses a large answer until it is too old', async () => {
    const { ask, pass, running } = counter();
    const first = ask();
    running[0]?.(LARGE);
    await first;
    pass(LARGE_ANSWER_MS - 1);
    expect(await ask()).toBe(LARGE);
    pass(1);
    const anew = ask();
    running[1]?.(3);
    expect(await anew).toBe(3);
  });

  it('reuses a large answer that was read along with something else, and no small one', async () => {
    const { answers, ask, pass, running } = counter();
    expect(answers.knows('q')).toBe(false);
    answers.keep('q', LARGE);
    expect([answers.knows('q'), await ask(), running]).toEqual([true, LARGE, []]);
    pass(LARGE_ANSWER_MS);
    const anew = ask();
    running[0]?.(3);
    expect(await anew).toBe(3);
    answers.keep('small', 3);
    await Promise.resolve();
    expect(answers.knows('small')).toBe(false);
  });

  it('separates questions, and fails only the callers of the failed question', async () => {
    const { ask, running } = counter();
    const [one, other] = [ask('one'), ask('other')];
    running[1]?.(2);
    running[0]?.(1);
    expect(await Promise.all([one, other])).toEqual([1, 2]);
    const failing = new SharedAnswers<number>(isLarge);
    await expect(failing.ask('q', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await failing.ask('q', () => Promise.resolve(4))).toBe(4);
  });

  it('ends a read when the last who asked has left, and not before', async () => {
    const answers = new SharedAnswers<number>(isLarge);
    let reads = 0;
    const request = () => {
      const response = Object.assign(new EventEmitter(), { writableFinished: false });
      const ended = new Promise<number>((_, reject) => {
        void withRequestContext('req', undefined, response, () =>
          answers.ask('q', () => {
            reads += 1;
            const { caller } = currentRequest()!;
            return new Promise<number>((_resolve, fail) => caller.onLeave(() => fail(new Error('ended'))));
          }),
        ).catch(reject);
      });
      let over = false;
      ended.catch(() => (over = true));
      return { ended, leave: () => response.emit('close'), isOver: () => over };
    };
    const first = request();
    const [second, third] = [request(), request()];
    second.leave();
    first.leave();
    await expect(first.ended).rejects.toThrow('ended');
    expect([reads, third.isOver()]).toEqual([2, false]);
    third.leave();
    await expect(third.ended).rejects.toThrow('ended');
    expect(reads).toBe(2);
  });
});
