import { isAscii } from 'node:buffer';
import type { IHeaders } from 'kafkajs';
import { addHeader } from '../../kafka/add-header.js';
import type { RawHeader } from '../../kafka/kafka.port.js';
import { RecordReader } from './record-reader.js';

type Texts = Record<string, string | string[] | undefined>;

/** Names of headers by position: most records have the same ones in the same order. */
const lastNames: string[] = [];
const MAX_NAMES = 32;

/** Adds the headers of a record, which begin at `at`, in kafkajs's form. */
export function readHeaders(buffer: Buffer, at: number, headers: IHeaders): void {
  const reader = new RecordReader(buffer, at);
  for (let left = reader.varint(); left > 0; left -= 1) {
    const name = (reader.bytes() as Buffer).toString();
    addHeader(headers as Record<string, unknown>, name, reader.bytes());
  }
}

/** The same headers unchanged, in order. */
export function readRawHeaders(buffer: Buffer, at: number): RawHeader[] {
  const reader = new RecordReader(buffer, at);
  return Array.from({ length: reader.varint() }, (): RawHeader => [reader.bytes() as Buffer, reader.bytes()]);
}

/** The same headers as UTF-8 texts; one without a value is undefined. */
export function readHeaderTexts(buffer: Buffer, at: number): Texts {
  const reader = new RecordReader(buffer, at);
  const texts: Texts = {};
  const bytes = buffer.subarray(at);
  // One text for all headers, of which each is a slice, takes a third of the time of one text for each.
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
    addHeader(texts, name, size < 0 ? undefined : text(size));
  }
  return texts;
}
