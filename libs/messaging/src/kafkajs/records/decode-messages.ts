import { createRequire } from 'node:module';
import { type EndOfBatch, endAt, endWith } from './fetched-end.js';
import { type BatchHeader, MAGIC_AT, batchAt, isIntact, readHeader, readRecords } from './record-batch.js';

/** kafkajs's reader of an answer. */
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
 * The most bytes of one partition that an answer may hold once they are decompressed. A batch that holds more by itself
 * can't be read; what comes behind the limit is fetched again.
 */
export const MAX_DECOMPRESSED_BYTES = 64 * 1_048_576;

const load = createRequire(__filename);
const Decoder = load('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => AnswerReader;
const decodeOldMessages = load('kafkajs/src/protocol/messageSet/decoder') as (
  decoder: AnswerReader,
  size: number,
) => Promise<Message[]>;

/**
 * Decodes the records of one partition in the answer to a fetch, in the place of kafkajs's own function. That one knows
 * only gzip, lets one batch that it can't read end the whole consumer, and says nothing of offsets that have no record.
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
    // What is damaged is told by itself: the records before it are good.
    if (found === null && messages.length > 0) break;
    if (found === null) return [endWith(new Error('A batch of records came with a wrong checksum'))];
    for (const message of found) messages.push(message);
    room -= taken;
    at += batch.length;
  }
  return messages;
}

/** @returns null when the bytes are not those that the broker took */
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
    // A copy: what it is a part of is as large as the whole answer.
    bytes: Buffer.from(batch),
    reason: error instanceof Error ? error.message : String(error),
  };
  return endAt(found.lastOffset.toString(), { unreadable: found }, header);
}

/** Also when compaction has removed the last record. */
function lastOffset({ firstOffset, lastOffsetDelta }: BatchHeader): bigint {
  return BigInt(firstOffset) + BigInt(Math.max(0, lastOffsetDelta));
}

/** Of brokers before Kafka 4, which keep old records as they were written. */
async function oldMessages(bytes: Buffer): Promise<Message[]> {
  try {
    const messages = await decodeOldMessages(new Decoder(bytes), bytes.length);
    const last = messages.at(-1);
    return last === undefined ? [] : [...messages, endAt(last.offset)];
  } catch (error) {
    return [endWith(error as Error)];
  }
}
