import { frameJoiner } from './join-frames.js';

const [first, second, third] = ['a', 'b', 'c'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

it('joins the same frames once and tells other ones apart', () => {
  const join = frameJoiner();

  const joined = join([first, second]);

  expect(joined.toString()).toBe('ab');
  expect(join([first, second])).toBe(joined);
  expect(join([first, third]).toString()).toBe('ac');
  expect(join([first, second, third]).toString()).toBe('abc');
  expect(join([second])).toBe(second);
});
