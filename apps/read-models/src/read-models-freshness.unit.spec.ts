import { Freshness } from './read-models-freshness.js';

describe('how stale the read models are', () => {
  let now = 1_000_000;
  let behindSince: Date | null = null;
  let away = false;
  const makeFreshness = () =>
    new Freshness(
      () => behindSince,
      () => now,
    );
  const kafka = () => (away ? Promise.reject(new Error('away')) : Promise.resolve());

  it('is 0 while changes arrive and are applied, and the age of the oldest one that waits', async () => {
    const freshness = makeFreshness();
    const check = freshness.watch('kafka', kafka);
    now += 60_000;
    await check();
    expect(freshness.staleSeconds()).toBe(0);
    behindSince = new Date(now - 2_500);
    expect(freshness.staleSeconds()).toBe(2);
    behindSince = null;
  });

  it('grows from the last time at which all sources worked', async () => {
    const freshness = makeFreshness();
    const [first, second] = [freshness.watch('kafka', kafka), freshness.watch('consumer', () => Promise.resolve())];
    now += 5_000;
    await Promise.all([first(), second()]);
    away = true;
    now += 7_000;
    await Promise.all([expect(first()).rejects.toThrow(), second()]);
    expect(freshness.staleSeconds()).toBe(7);
    away = false;
    await first();
    expect(freshness.staleSeconds()).toBe(0);
  });
});
