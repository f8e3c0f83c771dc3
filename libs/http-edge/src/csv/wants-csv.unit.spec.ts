import { wantsCsv } from './wants-csv.js';

describe('wantsCsv', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['text/html', false],
    ['text/csv', true],
    ['Text/CSV; charset=utf-8', true],
    ['text/csv, */*', true],
    ['text/csv, */*;q=0.8', true],
    ['text/csv, application/json', false],
    ['text/csv, application/json;q=0.5', true],
    ['text/csv;q=0.5, application/json', false],
    ['text/csv;q=0', false],
    ['text/csv;q=odd', false],
    ['text/*', true],
  ])('of Accept: %s is %s', (accept, wanted) => {
    expect(wantsCsv(accept)).toBe(wanted);
  });
});
