import { PassThrough } from 'node:stream';
import { Output, table } from './output.js';

const hostile = 'a\u001b[2Jb\u009b31mc\u007f\u202ed\r\ne\0';

function written(json: boolean): string {
  const out = new PassThrough();
  new Output(json, out).result({ key: hostile }, [...table([['key'], [hostile]]), hostile]);
  return String(out.read());
}

it('foreign text does not control the terminal', () => {
  const shown = String.raw`a\x1b[2Jb\x9b31mc\x7f\u{202e}d\x0d\x0ae\x00`;
  expect(written(false)).toBe(`key\n${shown}\n${shown}\n`);
});

it('JSON contains the same without a control character', () => {
  const text = written(true);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(JSON.parse(text)).toEqual({ key: hostile });
});
