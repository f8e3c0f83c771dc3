import { Turns } from './turns.js';

describe('turns', () => {
  it('run one at a time on the same key, in their order, also after one that fails', async () => {
    const turns = new Turns();
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      if (name === 'first') throw new Error('no luck');
      return name;
    };
    const all = Promise.allSettled([turns.take('a', work('first')), turns.take('a', work('second'))]);
    expect([turns.isFree('a'), turns.isFree('b')]).toEqual([false, true]);
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(turns.isFree('a')).toBe(true);
  });

  it('do not wait for another key', async () => {
    const turns = new Turns();
    void turns.take('a', () => new Promise(() => undefined));
    expect(await turns.take('b', () => Promise.resolve('done'))).toBe('done');
  });
});
