import { createRequire } from 'node:module';
import { type EndOfBatch, endAt, endWith } from './fetched-end.js';
import { type BatchHeader, MAGIC_AT, batchAt, isIntact, readHeader, readRecords } from './record-batch.js';

/** The part of kafkajs that reads an answer. */
interface AnswerReader {
  buffer: Buffer;
  readInt32(): number;
  canReadBytes(count: number): boolean;
  readBytes(count: number): Buffer;
}

interface Message {
  offset: string;
}

const MAGIC = 2;
/**
 * Limit of decompressed bytes of one partition in an answer. A batch with more cannot be read; batches behind the limit
 * are fetched again.
 */
export const MAX_DECOMPRESSED_BYTES = 64 * 1_048_576;

const load = createRequire(__filename);
const Decoder = load('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => AnswerReader;
const decodeOldMessages = load('kafkajs/src/protocol/messageSet/decoder') as (
  decoder: AnswerReader,
  size: number,
) => Promise<Message[]>;

/**
 * Decodes the records of one partition in the answer to a fetch, instead of kafkajs's own function. That one only knows
 * gzip, ends the whole consumer for one unreadable batch, and does not report offsets without a record.
 */
export async function decodeMessages(decoder: AnswerReader): Promise<Message[]> {
  const size = decoder.readInt32();
  if (size <= 0 || !decoder.canReadBytes(size)) return [];
  const bytes = decoder.readBytes(size);
  if (bytes.length > MAGIC_AT && bytes.readInt8(MAGIC_AT) < MAGIC) return await oldMessages(bytes);
  const messages: Message[] = [];
  let room = MAX_DECOMPRESSED_BYTES;
  for (let at = 0; room > 0 && at < bytes.length;) {
    const batch = batchAt(bytes, at);
    if (batch === undefined) break;
    const { found, taken } = await readBatch(batch);
    // Damage is reported separately, because the records before it are valid.
    if (found === null && messages.length > 0) break;
    if (found === null) return [endWith(new Error('A batch of records came with a wrong checksum'))];
    for (const message of found) messages.push(message);
    room -= taken;
    at += batch.length;
  }
  return messages;
}

/**
 * @returns null if the bytes are not those that the broker accepted
 */
async function readBatch(batch: Buffer): Promise<{ found: Message[] | null; taken: number }> {
  try {
    const header = readHeader(batch);
    const { records, size } = await readRecords(batch, header, MAX_DECOMPRESSED_BYTES);
    return { found: [...records, endAt(lastOffset(header).toString())] as Message[], taken: size };
  } catch (error) {
    return { found: isIntact(batch) ? [unreadable(batch, error)] : null, taken: batch.length };
  }
}

function unreadable(batch: Buffer, error: unknown): EndOfBatch {
  const header = readHeader(batch);
  const found = {
    firstOffset: BigInt(header.firstOffset),
    lastOffset: lastOffset(header),
    // A copy, because the slice would keep the whole answer in memory.
    bytes: Buffer.from(batch),
    reason: error instanceof Error ? error.message : String(error),
  };
  return endAt(found.lastOffset.toString(), { unreadable: found }, header);
}

/** Also if compaction has removed the last record. */
function lastOffset({ firstOffset, lastOffsetDelta }: BatchHeader): bigint {
  return BigInt(firstOffset) + BigInt(Math.max(0, lastOffsetDelta));
}

/** For brokers before Kafka 4, which keep old records in their old format. */
async function oldMessages(bytes: Buffer): Promise<Message[]> {
  try {
    const messages = await decodeOldMessages(new Decoder(bytes), bytes.length);
    const last = messages.at(-1);
    return last === undefined ? [] : [...messages, endAt(last.offset)];
  } catch (error) {
    return [endWith(error as Error)];
  }
}
