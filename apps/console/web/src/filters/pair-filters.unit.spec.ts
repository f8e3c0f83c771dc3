import * as fc from 'fast-check';
import { HOST_STATES, WARNING_CODES } from '../words/states.js';
import {
  isFiltered,
  readPairFilters,
  type PairFilters,
  SORTS,
  sortedBy,
  toggled,
  writePairFilters,
} from './pair-filters.js';

const read = (text: string) => readPairFilters(new URLSearchParams(text));

describe('the filters in the URL', () => {
  it('come back as they were written', () => {
    const filters: fc.Arbitrary<PairFilters> = fc.record(
      {
        search: fc.string({ minLength: 1, maxLength: 255 }),
        host_state: fc.subarray(HOST_STATES, { minLength: 1 }),
        warning: fc.subarray(WARNING_CODES, { minLength: 1 }),
        service_id: fc.constant('srv_d025a96ac0c6'),
        external_user_id: fc.constant('exusr_d025a96ac0c6'),
        sort: fc.constantFrom(...SORTS),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(filters, (given) => expect(read(writePairFilters(given))).toEqual(given)));
  });

  it('leave out what nobody could have chosen', () => {
    expect(read('host_state=odd&host_state=ready&sort=colour&service_id=srv_1&warning=&page=3')).toEqual({
      host_state: ['ready'],
    });
  });

  it('make the same text whatever was chosen first', () => {
    expect(writePairFilters({ host_state: ['unassigned', 'ready'] })).toBe(
      writePairFilters({ host_state: ['ready', 'unassigned'] }),
    );
  });

  it('don’t count the order of the rows', () => {
    expect(isFiltered({ sort: 'host' })).toBe(false);
    expect(isFiltered({ search: 'ada' })).toBe(true);
  });
});

it('a column is sorted by, and then the other way round', () => {
  const once = sortedBy({ search: 'ada' }, 'host');
  expect(once).toEqual({ search: 'ada', sort: 'host' });
  expect(sortedBy(once, 'host').sort).toBe('-host');
  expect(sortedBy(once, 'service').sort).toBe('service');
});

it('a value that is chosen again is taken away, and the last one takes the filter along', () => {
  expect(toggled(undefined, 'a')).toEqual(['a']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['a'], 'a')).toBeUndefined();
});
