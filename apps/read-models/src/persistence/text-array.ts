import { asciiField } from './ascii-field.js';

const DIMENSIONS = 1;
const MAY_HOLD_NULLS = 1;
const TEXT_OID = 25;
const HEADER_BYTES = 20;

/**
 * A `text[]` parameter in PostgreSQL's binary format. The driver's array literals escape every quote of a JSON text,
 * and the server has to undo it, which on large batches costs several times as much as the statement itself.
 *
 * @param values texts, or their UTF-8 bytes
 */
export function textArray(values: readonly (string | Buffer | null)[]): Buffer {
  const lengths = values.map(byteLength);
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), HEADER_BYTES);
  const buffer = withHeader(size, values.length);
  let offset = HEADER_BYTES;
  for (const [index, value] of values.entries()) {
    const length = lengths[index] as number;
    offset = buffer.writeInt32BE(length, offset);
    if (value === null) continue;
    offset += typeof value === 'string' ? buffer.write(value, offset, length) : value.copy(buffer, offset);
  }
  return buffer;
}

/**
 * Like {@link textArray}, for many short texts: they are joined into one text, so that one call encodes the whole
 * array.
 *
 * @param values ASCII, at most 255 characters each
 */
export function asciiArray(values: readonly (string | null)[]): Buffer {
  let elements = '';
  for (const value of values) elements += asciiField(value);
  const buffer = withHeader(HEADER_BYTES + elements.length, values.length);
  buffer.write(elements, HEADER_BYTES, 'latin1');
  return buffer;
}

function byteLength(value: string | Buffer | null): number {
  if (value === null) return -1;
  return typeof value === 'string' ? Buffer.byteLength(value) : value.length;
}

function withHeader(size: number, count: number): Buffer {
  const buffer = Buffer.allocUnsafe(size);
  [DIMENSIONS, MAY_HOLD_NULLS, TEXT_OID, count, 1].forEach((field, index) => buffer.writeInt32BE(field, index * 4));
  return buffer;
}
