import { CoalescedReads } from './coalesced-reads.js';

function controlled() {
  const asked: number[][] = [];
  const finish: ((failure?: Error) => void)[] = [];
  const reads = new CoalescedReads<number, string>((questions) => {
    asked.push([...questions]);
    return new Promise((resolve, reject) => {
      finish.push((failure) => (failure ? reject(failure) : resolve(questions.map((question) => `${question}!`))));
    });
  });
  return { asked, finish, reads };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('coalesced reads', () => {
  it('asks a lone question at once', async () => {
    const { asked, finish, reads } = controlled();
    const answer = reads.ask(1);
    await turn();
    expect(asked).toEqual([[1]]);
    finish[0]?.();
    expect(await answer).toBe('1!');
  });

  it('answers no question with a statement that began before it', async () => {
    const { asked, finish, reads } = controlled();
    const first = reads.ask(1);
    await turn();
    const later = [reads.ask(2), reads.ask(1)];
    await turn();
    expect(asked).toEqual([[1]]);
    finish[0]?.();
    expect(await first).toBe('1!');
    await turn();
    expect(asked).toEqual([[1], [2, 1]]);
    finish[1]?.();
    expect(await Promise.all(later)).toEqual(['2!', '1!']);
  });

  it('fails the callers of a failed statement, and no later ones', async () => {
    const { finish, reads } = controlled();
    const failing = reads.ask(1);
    await turn();
    const next = reads.ask(2);
    finish[0]?.(new Error('The connection was lost'));
    await expect(failing).rejects.toThrow('The connection was lost');
    await turn();
    finish[1]?.();
    expect(await next).toBe('2!');
  });

  it('splits too many questions over several statements', async () => {
    const sizes: number[] = [];
    const reads = new CoalescedReads<number, number>((questions) => {
      sizes.push(questions.length);
      return Promise.resolve([...questions]);
    });
    const answers = await Promise.all(Array.from({ length: 1_200 }, (_, index) => reads.ask(index)));
    expect(answers).toEqual(Array.from({ length: 1_200 }, (_, index) => index));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  });
});
