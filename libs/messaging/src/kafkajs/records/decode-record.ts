import type { IHeaders } from 'kafkajs';

/** What kafkajs hands to the decoder of a record: the bytes of that record, and where they are read next. */
interface RecordBytes {
  buffer: Buffer;
  offset: number;
}

/** What is said of the whole batch that the record came in. */
interface Batch {
  firstOffset: string;
  firstTimestamp: string;
  maxTimestamp?: string;
  magicByte: number;
  isControlBatch?: boolean;
  timestampType?: number;
}

const LOG_APPEND_TIME = 1;
const MORE = 0x80;

/**
 * Decodes a record (magic 2, see "Record" in Kafka's protocol documentation) to the same object as kafkajs 2.2.4 does,
 * in a quarter of the time: kafkajs copies all headers again for each header. A record of ours has ten. (Unlike kafkajs
 * it takes a header for one, even when it is called `valueOf`.)
 *
 * Offsets are exact up to 2^53.
 */
export function decodeRecord(record: RecordBytes, batchContext: Batch): object {
  const { buffer } = record;
  let at = record.offset;

  // Zigzag: 0, -1, 1, -2, … Multiplied, not shifted: a difference of milliseconds may take more than 32 bits.
  const varint = (): number => {
    let value = 0;
    for (let place = 1; ; place *= MORE) {
      const byte = buffer[at++] as number;
      value += (byte & ~MORE) * place;
      if (byte < MORE) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  };
  const bytes = (): Buffer | null => {
    const length = varint();
    if (length < 0) return null;
    at += length;
    return buffer.subarray(at - length, at);
  };

  const { firstOffset, firstTimestamp, maxTimestamp, magicByte, isControlBatch = false, timestampType } = batchContext;
  const attributes = buffer.readInt8(at++);
  const created = String(Number(firstTimestamp) + varint());
  const timestamp = timestampType === LOG_APPEND_TIME && maxTimestamp ? maxTimestamp : created;
  const offset = String(Number(firstOffset) + varint());
  const key = bytes();
  const value = bytes();
  const headers = readHeaders(varint(), () => (bytes() as Buffer).toString(), bytes);
  return {
    magicByte,
    attributes,
    timestamp,
    offset,
    key,
    value,
    headers,
    isControlRecord: isControlBatch,
    batchContext,
  };
}

function readHeaders(count: number, name: () => string, value: () => Buffer | null): IHeaders {
  const headers: Record<string, unknown> = {};
  for (let left = count; left > 0; left -= 1) {
    const key = name();
    const found = value();
    const before = Object.hasOwn(headers, key) ? headers[key] : undefined;
    const together = before === undefined ? found : Array.isArray(before) ? [...before, found] : [before, found];
    // A header of this name is a header, too.
    if (key === '__proto__') Object.defineProperty(headers, key, { value: together, enumerable: true, writable: true });
    else headers[key] = together;
  }
  return headers as IHeaders;
}
