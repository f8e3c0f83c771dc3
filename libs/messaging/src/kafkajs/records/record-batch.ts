import { crc32c } from './crc32c.js';
import { decodeRecord } from './decode-record.js';
import { decompress } from './decompress.js';
import { RecordReader } from './record-reader.js';

/** Positions of the fields of a record batch (magic 2), see "Record Batch" in Kafka's protocol documentation. */
const AT = { length: 8, leaderEpoch: 12, magic: 16, crc: 17, attributes: 21, lastOffsetDelta: 23, firstTimestamp: 27 };
const REST = { maxTimestamp: 35, producerId: 43, producerEpoch: 51, firstSequence: 53, count: 57, records: 61 };

export const MAGIC_AT = AT.magic;
/** The offset and the length field, which the length does not include. */
const UNCOUNTED_BYTES = 12;
const CODEC_MASK = 0x07;
const TIMESTAMP_TYPE_BIT = 0x08;
const TRANSACTIONAL_BIT = 0x10;
const CONTROL_BIT = 0x20;

/** The same names as in kafkajs, whose parts read it. */
export interface BatchHeader {
  firstOffset: string;
  firstTimestamp: string;
  maxTimestamp: string;
  magicByte: number;
  partitionLeaderEpoch: number;
  inTransaction: boolean;
  isControlBatch: boolean;
  lastOffsetDelta: number;
  producerId: string;
  producerEpoch: number;
  firstSequence: number;
  timestampType: 0 | 1;
}

/**
 * The batch at this position, or undefined if the answer contains only a part of it. A broker sends the first batch
 * complete: if it is incomplete, or its length is impossible, it is passed on and detected as damaged.
 */
export function batchAt(bytes: Buffer, at: number): Buffer | undefined {
  const length = at + UNCOUNTED_BYTES > bytes.length ? Infinity : bytes.readInt32BE(at + AT.length);
  const end = at + UNCOUNTED_BYTES + length;
  if (length >= REST.records - UNCOUNTED_BYTES && end <= bytes.length) return bytes.subarray(at, end);
  return at === 0 || length < 0 ? bytes.subarray(at) : undefined;
}

/**
 * Whether the bytes are those that the broker accepted: the checksum covers everything except the offset and the epoch.
 */
export function isIntact(batch: Buffer): boolean {
  return batch.length >= REST.records && crc32c(batch.subarray(AT.attributes)) === batch.readUInt32BE(AT.crc);
}

export function readHeader(batch: Buffer): BatchHeader {
  const attributes = batch.readInt16BE(AT.attributes);
  return {
    firstOffset: batch.readBigInt64BE(0).toString(),
    firstTimestamp: batch.readBigInt64BE(AT.firstTimestamp).toString(),
    maxTimestamp: batch.readBigInt64BE(REST.maxTimestamp).toString(),
    magicByte: batch.readInt8(AT.magic),
    partitionLeaderEpoch: batch.readInt32BE(AT.leaderEpoch),
    inTransaction: (attributes & TRANSACTIONAL_BIT) !== 0,
    isControlBatch: (attributes & CONTROL_BIT) !== 0,
    lastOffsetDelta: batch.readInt32BE(AT.lastOffsetDelta),
    producerId: batch.readBigInt64BE(REST.producerId).toString(),
    producerEpoch: batch.readInt16BE(REST.producerEpoch),
    firstSequence: batch.readInt32BE(REST.firstSequence),
    timestampType: (attributes & TIMESTAMP_TYPE_BIT) === 0 ? 0 : 1,
  };
}

/**
 * The records of a batch, in kafkajs's form.
 *
 * @param limit of the decompressed bytes of a batch
 * @returns the records, and their decompressed size in bytes
 * @throws an error if it cannot be read
 */
export async function readRecords(
  batch: Buffer,
  header: BatchHeader,
  limit: number,
): Promise<{ records: object[]; size: number }> {
  const codec = batch.readInt16BE(AT.attributes) & CODEC_MASK;
  const count = batch.readInt32BE(REST.count);
  if (count < 0) throw new RangeError('The batch has less than no records');
  const body = batch.subarray(REST.records);
  if (count === 0) return { records: [], size: 0 };
  const bytes = codec === 0 ? body : await decompress(codec, body, limit);
  const records: object[] = [];
  const reader = new RecordReader(bytes, 0);
  for (let index = 0; index < count; index += 1) {
    const buffer = reader.bytes();
    if (buffer === null) throw new RangeError('A record has no bytes');
    records.push(decodeRecord({ buffer, offset: 0 }, header));
  }
  return { records, size: bytes.length };
}
