import { divergence, headState } from './head-state.js';

const live = { key: 'k', version: 3, tombstone: false };
const gone = { key: 'k', version: 3, tombstone: true };

describe('divergence', () => {
  it.each([
    ['the same version', live, 3, undefined],
    ['no record', live, undefined, 'missing'],
    ['an older version', live, 2, 'stale'],
    ['a newer version', live, 4, 'ahead'],
    ['a tombstone of the same version where a live one is due', live, -3, 'stale'],
    ['a tombstone where one is due', gone, -3, undefined],
    ['a live record where a tombstone is due', gone, 3, 'tombstone_missing'],
    ['a tombstone that is no longer kept', gone, undefined, undefined],
    ['an older tombstone where one is due', gone, -2, undefined],
    ['an older live record where a tombstone is due', gone, 2, 'stale'],
    ['a live record of an unknown key', undefined, 1, 'extra'],
    ['a tombstone of an unknown key', undefined, -1, undefined],
  ])('%s', (_, expected, found, kind) => {
    expect(divergence(expected, found)).toBe(kind);
  });

  it('keeps version and tombstone in one number', () => {
    expect([headState(7, false), headState(7, true)]).toEqual([7, -7]);
  });
});
