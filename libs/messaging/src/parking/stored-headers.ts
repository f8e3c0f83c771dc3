import { isUtf8 } from 'node:buffer';
import { addHeader } from '../kafka/add-header.js';
import type { KafkaRecord, RawHeader } from '../kafka/kafka.port.js';

/** Text as it is; bytes that are not text for jsonb (invalid UTF-8, or with NUL) in base64. */
type StoredBytes = string | { base64: string };
/** Name and value of each header, in order. */
export type StoredHeaders = [name: StoredBytes, value: StoredBytes | null][];

export function storeHeaders(headers: readonly RawHeader[]): StoredHeaders {
  return headers.map(([name, value]) => [stored(name), value === null ? null : stored(value)]);
}

export function restoreHeaders(headers: StoredHeaders): RawHeader[] {
  return headers.map(([name, value]): RawHeader => [restored(name), value === null ? null : restored(value)]);
}

/** In the form for handlers: UTF-8 texts by name, a list if the name is repeated. */
export function headerTexts(headers: readonly RawHeader[]): KafkaRecord['headers'] {
  const texts: Record<string, string | string[] | undefined> = {};
  for (const [name, value] of headers) addHeader(texts, name.toString(), value?.toString());
  return texts;
}

function stored(bytes: Buffer): StoredBytes {
  if (bytes.includes(0) || !isUtf8(bytes)) return { base64: bytes.toString('base64') };
  return bytes.toString();
}

function restored(bytes: StoredBytes): Buffer {
  return typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.base64, 'base64');
}
