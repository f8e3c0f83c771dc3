import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { uncompress } from 'snappyjs';
import { decompressLz4 } from './lz4-frame.js';

type Codec = (bytes: Buffer, limit: number) => Buffer | Promise<Buffer>;

const unzip = promisify(gunzip);

/** By the three lowest bits of a batch's attributes. */
const CODECS: Readonly<Record<number, Codec>> = {
  1: (bytes, limit) => unzip(bytes, { maxOutputLength: limit }),
  2: decompressSnappy,
  3: decompressLz4,
  4: decompressZstd,
};

/**
 * @throws an error if the bytes are not in the format of the codec, or contain more than `limit` bytes
 */
export async function decompress(codec: number, bytes: Buffer, limit: number): Promise<Buffer> {
  const known = CODECS[codec];
  if (known === undefined) throw new RangeError(`Codec ${codec} is not known`);
  return await known(bytes, limit);
}

/** Java's clients put Snappy's blocks into the stream of `SnappyOutputStream`; others send a single block. */
const STREAM_MAGIC = Buffer.from([0x82, ...Buffer.from('SNAPPY'), 0]);
/** The magic, and two versions of four bytes each. */
const STREAM_HEADER_BYTES = 16;

function decompressSnappy(bytes: Buffer, limit: number): Buffer {
  if (!bytes.subarray(0, STREAM_MAGIC.length).equals(STREAM_MAGIC)) return uncompress(bytes, limit);
  const blocks: Buffer[] = [];
  let left = limit;
  for (let at = STREAM_HEADER_BYTES; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    at += 4;
    if (at + size > bytes.length) throw new RangeError('The Snappy stream ends within a block');
    const block = uncompress(bytes.subarray(at, at + size), left);
    blocks.push(block);
    left -= block.length;
    at += size;
  }
  return Buffer.concat(blocks);
}

function decompressZstd(bytes: Buffer, limit: number): Buffer {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((chunk) => {
    length += chunk.length;
    if (length > limit) throw new RangeError(`It holds more than ${limit} bytes`);
    // The stream reuses its chunks.
    chunks.push(Uint8Array.prototype.slice.call(chunk));
  });
  stream.push(bytes, true);
  return Buffer.concat(chunks);
}
