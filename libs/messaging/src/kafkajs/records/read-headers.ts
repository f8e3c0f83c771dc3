import { isAscii } from 'node:buffer';
import type { IHeaders } from 'kafkajs';
import { RecordReader } from './record-reader.js';

type Texts = Record<string, string | string[] | undefined>;

/** Names of headers by their place: most records have the same ones in the same order. */
const lastNames: string[] = [];
const MAX_NAMES = 32;

/** Adds the headers of a record, which begin at `at`, as kafkajs has them. */
export function readHeaders(buffer: Buffer, at: number, headers: IHeaders): void {
  const reader = new RecordReader(buffer, at);
  for (let left = reader.varint(); left > 0; left -= 1) {
    const name = (reader.bytes() as Buffer).toString();
    add(headers as Record<string, unknown>, name, reader.bytes());
  }
}

/** The same headers as UTF-8 texts; one without a value is undefined. */
export function readHeaderTexts(buffer: Buffer, at: number): Texts {
  const reader = new RecordReader(buffer, at);
  const texts: Texts = {};
  const bytes = buffer.subarray(at);
  // One text for all of them, of which each is a part, takes a third of the time that a text for each does.
  const all = isAscii(bytes) ? bytes.toString('latin1') : undefined;
  const text = (length: number): string => {
    const start = reader.at;
    reader.at += length;
    return all?.substring(start - at, reader.at - at) ?? buffer.toString('utf8', start, reader.at);
  };
  const count = reader.varint();
  for (let index = 0; index < count; index += 1) {
    const length = reader.varint();
    let name = lastNames[index];
    if (name !== undefined && name.length === length && all?.startsWith(name, reader.at - at)) reader.at += length;
    else name = text(length);
    if (index < MAX_NAMES) lastNames[index] = name;
    const size = reader.varint();
    add(texts, name, size < 0 ? undefined : text(size));
  }
  return texts;
}

/** A header that is there several times is a list. */
function add<T>(headers: Record<string, T | T[] | undefined>, name: string, value: T): void {
  const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
  const together = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  // A header of this name is a header, too.
  if (name === '__proto__') Object.defineProperty(headers, name, { value: together, enumerable: true, writable: true });
  else headers[name] = together;
}
