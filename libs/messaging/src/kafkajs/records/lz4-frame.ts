const MAGIC = 0x184d_2204;
const VERSION = 0b01;
const MIN_MATCH = 4;
/** A length of 15 continues in the next byte, and each byte of 255 in the one after it. */
const LENGTH_GOES_ON = 15;
const UNCOMPRESSED = 0x8000_0000;

/**
 * Decompresses one LZ4 frame (see "LZ4 Frame Format Description", version 1.6.1, and "LZ4 Block Format Description").
 * Checksums are not verified, because the batch around it has one.
 *
 * @throws RangeError if it is not a frame, or contains more than `limit` bytes
 */
export function decompressLz4(frame: Buffer, limit: number): Buffer {
  if (frame.readUInt32LE(0) !== MAGIC) throw new RangeError('This is no LZ4 frame');
  const flags = frame.readUInt8(4);
  if (flags >> 6 !== VERSION) throw new RangeError('This version of LZ4 frames is not known');
  const flag = (bit: number) => (flags & (1 << bit)) !== 0;
  const [blockChecksums, contentSize, dictionary] = [flag(4), flag(3), flag(0)];
  if (dictionary) throw new RangeError('The LZ4 frame needs a dictionary');
  const output = new Output(limit);
  // The descriptor ends with a checksum of one byte.
  let at = 6 + (contentSize ? 8 : 0) + 1;
  for (;;) {
    const word = frame.readUInt32LE(at);
    at += 4;
    if (word === 0) return output.bytes();
    const size = word & ~UNCOMPRESSED;
    if (at + size > frame.length) throw new RangeError('The LZ4 frame ends within a block');
    const block = frame.subarray(at, at + size);
    if (word >= UNCOMPRESSED) output.append(block, 0, size);
    else decompressBlock(block, output);
    at += size + (blockChecksums ? 4 : 0);
  }
}

function decompressBlock(block: Buffer, output: Output): void {
  let at = 0;
  const lengthFrom = (first: number): number => {
    if (first < LENGTH_GOES_ON) return first;
    let length = first;
    for (let byte = 255; byte === 255; length += byte) byte = block.readUInt8(at++);
    return length;
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literals = lengthFrom(token >> 4);
    output.append(block, at, literals);
    at += literals;
    // The last sequence of a block has no match.
    if (at === block.length) return;
    const distance = block.readUInt16LE(at);
    at += 2;
    output.repeat(distance, lengthFrom(token & LENGTH_GOES_ON) + MIN_MATCH);
  }
}

/** Grows while it is written; a block may refer to earlier blocks. */
class Output {
  private buffer = Buffer.allocUnsafe(64 * 1_024);
  private length = 0;

  constructor(private readonly limit: number) {}

  append(from: Buffer, start: number, count: number): void {
    if (start + count > from.length) throw new RangeError('The LZ4 block ends within its literals');
    this.reserve(count);
    from.copy(this.buffer, this.length, start, start + count);
    this.length += count;
  }

  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.length) throw new RangeError('The LZ4 block refers to what is not there');
    this.reserve(count);
    // The source of a copy may overlap with its target.
    for (let left = count; left > 0;) {
      const step = Math.min(left, distance);
      this.buffer.copyWithin(this.length, this.length - distance, this.length - distance + step);
      this.length += step;
      left -= step;
    }
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed > this.limit) throw new RangeError(`It holds more than ${this.limit} bytes`);
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, Math.min(this.limit, this.buffer.length * 2)));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }
}
