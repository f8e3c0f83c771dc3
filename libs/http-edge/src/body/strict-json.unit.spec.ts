import fc from 'fast-check';
import { parseStrictJson } from './strict-json.js';

const parse = (text: string) => parseStrictJson(Buffer.from(text));

describe('strict JSON', () => {
  it('reads every JSON value that JSON.stringify writes of storable text', () => {
    const storable = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
    const { value: values } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        storable,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 5 }),
      object: fc.dictionary(storable, tie('value'), { maxKeys: 5 }),
    }));
    fc.assert(fc.property(values, (value) => expect(parse(JSON.stringify(value))).toEqual(value)));
  });

  it.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['a key twice, once escaped', String.raw`{"a":1,"\u0061":2}`],
    ['a key twice, deep inside', '[{"x":{"y":[{"k":1,"k":2}]}}]'],
    ['NUL in a value', String.raw`{"a":"\u0000"}`],
    ['NUL in a key', String.raw`{"\u0000":1}`],
    ['half a surrogate pair', String.raw`["\ud83d"]`],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['half a megabyte of brackets', '['.repeat(500_000)],
    ['no JSON', '{"a":}'],
    ['raw NUL', '{"a":"\0"}'],
  ])('refuses %s as a malformed request', (_, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ kind: 'malformed', code: 'malformed_request' }));
  });

  it.each([
    ['bytes that are no UTF-8', [0xff, 0xfe]],
    ['half a surrogate pair as bytes', [0xed, 0xa0, 0x80]],
  ])('refuses %s as a malformed request', (_, bytes) => {
    const body = Buffer.concat([Buffer.from('["'), Buffer.from(bytes), Buffer.from('"]')]);
    expect(() => parseStrictJson(body)).toThrow(expect.objectContaining({ kind: 'malformed' }));
  });

  it.each([
    ['members', JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [n, 0])))],
    ['items', `[${'0,'.repeat(100_001)}0]`],
  ])('refuses more %s than any request has before it works on them', (_, text) => {
    const reading = jest.spyOn(JSON, 'parse');
    expect(() => parseStrictJson(Buffer.from(text))).toThrow(expect.objectContaining({ kind: 'too_large' }));
    expect(reading).not.toHaveBeenCalled();
    reading.mockRestore();
  });

  it('accepts text that only looks malformed', () => {
    expect(parse(String.raw`{"a":"\\u0000 {\"b\":1,\"b\":2}","c":"\ud83d\ude00"}`)).toEqual({
      a: String.raw`\u0000 {"b":1,"b":2}`,
      c: '😀',
    });
    expect(parse(`${'['.repeat(32)}${']'.repeat(32)}`)).toBeDefined();
  });

  it('keeps a key named __proto__ an ordinary one', () => {
    const value = parse('{"__proto__":{"polluted":true}}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
