import { csvRow } from './csv-row.js';

describe('csvRow', () => {
  it('ends each record with CRLF and leaves null empty', () => {
    expect(csvRow(['srv_1', null, 0, ''])).toBe('srv_1,,0,\r\n');
  });

  it.each([
    ['a comma', 'Smith, Jane', '"Smith, Jane"'],
    ['a quote', 'the "best"', '"the ""best"""'],
    ['a line feed', 'one\ntwo', '"one\ntwo"'],
    ['a carriage return', 'one\rtwo', '"one\rtwo"'],
  ])('quotes a cell with %s', (_, value, written) => {
    expect(csvRow([value])).toBe(`${written}\r\n`);
  });

  it.each([
    ['=', '=1+1', "'=1+1"],
    ['+', '+49 30', "'+49 30"],
    ['-', '-cmd', "'-cmd"],
    ['@', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a carriage return', '\r=1', '"\'\r=1"'],
    ['= and needs quotes', '=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ])('keeps a cell that begins with %s from being a formula', (_, value, written) => {
    expect(csvRow([value])).toBe(`${written}\r\n`);
  });

  it('leaves those characters alone elsewhere', () => {
    expect(csvRow(['a=b', 'x-y@example.com'])).toBe('a=b,x-y@example.com\r\n');
  });
});
