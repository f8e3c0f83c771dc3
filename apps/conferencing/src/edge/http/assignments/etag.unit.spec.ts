import { entityTag, isKnown, precondition } from './etag.js';

describe('entity tags', () => {
  it('are the version in quotes', () => {
    expect(entityTag(7)).toBe('"7"');
  });

  it.each([
    [{}, null],
    [{ 'if-match': '"7"' }, { is: [7] }],
    [{ 'if-match': '"7", "9"' }, { is: [7, 9] }],
    [{ 'if-match': '*' }, { is: 'assigned' }],
    [{ 'if-match': 'W/"7"' }, { is: [] }],
    [{ 'if-match': 'seven' }, { is: [] }],
    [{ 'if-match': '' }, { is: [] }],
    [{ 'if-none-match': '*' }, { isNot: 'assigned' }],
    [{ 'if-none-match': 'W/"7", "9"' }, { isNot: [7, 9] }],
    [
      { 'if-match': '"7"', 'if-none-match': '*' },
      { is: [7], isNot: 'assigned' },
    ],
  ])('%j demands %j of a write', (headers, expected) => {
    expect(precondition(headers)).toEqual(expected);
  });

  it.each([
    [undefined, false],
    ['"7"', true],
    ['W/"7"', true],
    ['"6", "7"', true],
    ['*', true],
    ['"8"', false],
    ['7', false],
  ])('If-None-Match: %s knows version 7: %s', (header, known) => {
    expect(isKnown(7, header)).toBe(known);
  });
});
