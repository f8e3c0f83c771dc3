import { interpolate } from './interpolate.js';

describe('compose variables', () => {
  const env = { PORT: '4000', EMPTY: '' };

  it.each([
    ['plain', 'plain'],
    ['${PORT}', '4000'],
    ['$PORT/x', '4000/x'],
    ['${ABSENT}', ''],
    ['${ABSENT:-default}', 'default'],
    ['${EMPTY:-default}', 'default'],
    ['${EMPTY-default}', ''],
    ['${URL:-http://localhost:${PORT:-3000}/x}', 'http://localhost:4000/x'],
    ['a ${PORT} b ${PORT}', 'a 4000 b 4000'],
    ['$${PORT}', '${PORT}'],
  ])('%s becomes %s', (text, expected) => {
    expect(interpolate(text, env)).toBe(expected);
  });

  it('refuse a missing required one, with its own message', () => {
    expect(() => interpolate('${TOKEN:?has to be set}', env)).toThrow('TOKEN has to be set');
  });

  it('refuse a brace that is not closed', () => {
    expect(() => interpolate('${PORT', env)).toThrow('not closed');
  });
});
