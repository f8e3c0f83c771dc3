import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './stream-cursor.js';

const positions = fc
  .array(fc.tuple(fc.nat({ max: 65_535 }), fc.nat({ max: 999_999_999_999_999 })), { minLength: 1, maxLength: 8 })
  .map((entries) => new Map(entries));

describe('stream cursor', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(positions, (one) => expect(decodeCursor(encodeCursor(one))).toEqual(one)));
  });

  it('is a text that a client sends back, even before the first change', () => {
    expect(encodeCursor(new Map())).not.toBe('');
    expect([...decodeCursor(encodeCursor(new Map())).values()]).toEqual([0]);
  });

  it('is refused as a malformed request if it was not made here', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          decodeCursor(text);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'malformed' });
        }
      }),
    );
    expect(() => decodeCursor('42')).toThrow();
  });
});
