import { pagesOf, viewOf } from './pages-in-view.js';

const START = { from: 1, to: 1, focused: 1 };

it.each([
  [0, 20, 0, 5_000, [1]],
  [90, 110, 0, 5_000, [1, 2]],
  [2_450, 2_470, 0, 5_000, [1, 25]],
  [4_990, 5_020, 4_999, 5_000, [1, 50]],
  [0, 20, 0, 0, [1]],
  // The focus stays where it is, however far away.
  [2_450, 2_470, 430, 5_000, [1, 5, 25]],
  // The list has become shorter than the scroll position.
  [4_000, 4_020, 4_010, 150, [1, 2]],
])('rows %d to %d, with the focus on %d, of %d are on the pages %j', (first, last, focused, total, pages) => {
  expect(pagesOf(viewOf(START, first, last, focused, 100), 100, total)).toEqual(pages);
});

it('a scroll inside the same pages is the same view', () => {
  const view = viewOf(START, 210, 230, 0, 100);
  expect(viewOf(view, 220, 240, 5, 100)).toBe(view);
  expect(viewOf(view, 290, 310, 5, 100)).not.toBe(view);
});
