import { divergence } from './head-state.js';

const says = (version: number, fingerprint: string | null = 'this') => ({ version, tombstone: false, fingerprint });
const ended = (version: number) => ({ version, tombstone: true, fingerprint: null });
const untold = (version: number, fingerprint = 'this') => ({ version, tombstone: null, fingerprint });
const ids = ['evt_3'];
const live = { key: 'k', ids, ...says(3) };
const gone = { key: 'k', ids, ...ended(3) };

describe('divergence', () => {
  it.each([
    ['the same version', live, says(3), undefined],
    ['no record', live, undefined, 'missing'],
    ['an older version', live, says(2), 'stale'],
    ['a newer version', live, says(4), 'ahead'],
    ['the same version that says something else', live, says(3, 'that'), 'different'],
    [
      'the same version where contents are not compared',
      { key: 'k', ids, ...says(3, null) },
      says(3, 'that'),
      undefined,
    ],
    ['a tombstone of the same version where a live one is due', live, ended(3), 'different'],
    ['a tombstone where one is due', gone, ended(3), undefined],
    ['a live record where a tombstone is due', gone, says(3), 'tombstone_missing'],
    ['a tombstone that is no longer kept', gone, undefined, undefined],
    ['an older tombstone where one is due', gone, ended(2), undefined],
    ['an older live record where a tombstone is due', gone, says(2), 'stale'],
    ['the version before the tombstone, where ends are not kept', gone, untold(3), undefined],
    ['an older version of an ended key, where ends are not kept', gone, untold(2), undefined],
    ['a newer version than the tombstone, where ends are not kept', gone, untold(4), 'ahead'],
    ['the same version, where ends are not kept', live, untold(3), undefined],
    ['the same version that says something else, where ends are not kept', live, untold(3, 'that'), 'different'],
    ['a live record of an unknown key', undefined, says(1), 'extra'],
    ['a tombstone of an unknown key', undefined, ended(1), undefined],
  ])('%s', (_, expected, found, kind) => {
    expect(divergence(expected, found)).toBe(kind);
  });
});
