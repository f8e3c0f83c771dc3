import { runMany } from './run-many.js';

it('does all of them, never more than six at once, and keeps the order of the results', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  const items = Array.from({ length: 25 }, (_, index) => index);
  const results = await runMany(
    items,
    async (item) => {
      most = Math.max(most, ++running);
      // Later ones are done sooner.
      for (let turn = 0; turn < 25 - item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 2;
    },
    (done) => seen.push(done),
  );
  expect(results).toEqual(items.map((item) => item * 2));
  expect(most).toBe(6);
  expect(seen).toEqual(items.map((item) => item + 1));
});
