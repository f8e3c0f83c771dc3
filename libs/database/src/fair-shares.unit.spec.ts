import { setImmediate as turn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { FairShares } from './fair-shares.js';

/** Work that runs until the test ends it. */
function bench(places: number) {
  const shares = new FairShares(places);
  const running: { key: string; end: () => void }[] = [];
  const begin = (key: string) =>
    shares.run(key, () => new Promise<void>((end) => running.push({ key, end }))).catch((error: unknown) => error);
  const count = (key: string) => running.filter((one) => one.key === key).length;
  const end = async (index: number) => {
    running.splice(index, 1)[0]?.end();
    await turn();
  };
  return { begin, running, count, end };
}

describe('fair shares', () => {
  it('leave places free, however much one key wants', async () => {
    const { begin, count } = bench(20);
    for (let i = 0; i < 60; i += 1) void begin('greedy');
    await turn();
    expect(count('greedy')).toBe(15);
    for (let i = 0; i < 60; i += 1) void begin('second');
    await turn();
    expect([count('second') >= 3, count('greedy') + count('second') < 20]).toEqual([true, true]);
    void begin('modest');
    await turn();
    expect(count('modest')).toBe(1);
  });

  it('refuse a key with too much waiting work', async () => {
    const { begin, running } = bench(4);
    const all = Array.from({ length: 1_100 }, () => begin('greedy'));
    const refused = await Promise.race(all.slice(1_050));
    expect(refused).toMatchObject({ kind: 'unavailable' });
    expect(running.length).toBe(3);
  });

  it('admit all work in the end, each key in its order', async () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        keys,
        fc.infiniteStream(fc.nat()),
        async (places, wanted, picks) => {
          const { begin, running, end } = bench(places);
          let over = 0;
          for (const key of wanted) void begin(key).then(() => (over += 1));
          await turn();
          while (running.length > 0) await end((picks.next().value as number) % running.length);
          expect(over).toBe(wanted.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
