const DIMENSIONS = 1;
const MAY_HOLD_NULLS = 1;
const TEXT_OID = 25;
const HEADER_BYTES = 20;

/**
 * A `text[]` parameter in PostgreSQL's binary format. The driver's own array literals escape every quote of a JSON text
 * and the server has to undo it, which costs several times as much as the statement itself on large batches.
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  const lengths = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)));
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(size);
  [DIMENSIONS, MAY_HOLD_NULLS, TEXT_OID, values.length, 1].forEach((field, index) =>
    buffer.writeInt32BE(field, index * 4),
  );
  let offset = HEADER_BYTES;
  for (const [index, value] of values.entries()) {
    const length = lengths[index] as number;
    offset = buffer.writeInt32BE(length, offset);
    if (value !== null) offset += buffer.write(value, offset, length);
  }
  return buffer;
}
