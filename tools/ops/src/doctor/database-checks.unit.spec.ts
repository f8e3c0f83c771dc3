import { skewOutside } from './database-checks.js';

it.each([
  ['within', 1_005, 0],
  ['before', 990, 10],
  ['after', 1_017, 7],
])('a clock that answers %s the interval differs by that', (_, time, skew) => {
  expect(skewOutside(time, 1_000, 1_010)).toBe(skew);
});
