import { pagesInView } from './pages-in-view.js';

it.each([
  [0, 20, 5_000, [1]],
  [90, 110, 5_000, [1, 2]],
  [2_450, 2_470, 5_000, [1, 25]],
  [4_990, 5_020, 5_000, [1, 50]],
  [0, 20, 0, [1]],
  // The list has become shorter than the scroll position.
  [4_000, 4_020, 150, [1, 2]],
])('rows %d to %d of %3$d are on the pages %4$j', (first, last, total, pages) => {
  expect(pagesInView(first, last, 100, total)).toEqual(pages);
});
