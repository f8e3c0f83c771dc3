import { isTooLate } from './question-age.js';

describe('a question over Kafka', () => {
  it.each([
    [0, undefined, false],
    [34, undefined, false],
    [36, undefined, true],
    [6, '2000', false],
    [8, '2000', true],
    [34, 'soon', false],
    [36, '-1', true],
    [64, '999999', false],
    [66, '999999', true],
    // A clock that is ahead of ours.
    [-100, '1', false],
    [Number.NaN, '1', false],
  ])('that is %s s old, with %s ms to wait, is too late: %s', (seconds, timeout, late) => {
    expect(isTooLate(1_000_000 - seconds * 1_000, timeout, 1_000_000)).toBe(late);
  });
});
