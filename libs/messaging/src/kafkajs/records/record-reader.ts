const MORE = 0x80;
const MAX_VARINT_BYTES = 10;

/** Reads the fields of one record in order. Reading beyond its bytes is a RangeError. */
export class RecordReader {
  constructor(
    private readonly buffer: Buffer,
    /** The position of the next field. */
    public at: number,
  ) {}

  int8(): number {
    return this.buffer.readInt8(this.at++);
  }

  /**
   * Zigzag: 0, -1, 1, -2, … Multiplied, not shifted, because a difference of milliseconds may need more than 32 bits.
   */
  varint(): number {
    let value = 0;
    for (let place = 1; ; place *= MORE) {
      const byte = this.buffer[this.at++];
      if (byte === undefined) throw new RangeError('The record ends within a number');
      value += (byte & ~MORE) * place;
      if (byte < MORE) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  }

  /** Like `varint`, exact over all 64 bits. */
  varlong(): bigint {
    const start = this.at;
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.buffer.readUInt8(this.at++);
      value |= BigInt(byte & ~MORE) << shift;
      if (byte < MORE) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
      if (this.at - start === MAX_VARINT_BYTES) throw new RangeError('A number of the record never ends');
    }
  }

  /** Bytes after their length; a negative length is null. */
  bytes(): Buffer | null {
    const length = this.varint();
    if (length < 0) return null;
    this.advance(length);
    return this.buffer.subarray(this.at - length, this.at);
  }

  /** Skips all headers: names, and values that may be null. */
  skipHeaders(): void {
    const count = this.varint();
    if (count < 0) throw new RangeError('A record has less than no headers');
    for (let left = count; left > 0; left -= 1) {
      this.advance(this.varint());
      this.advance(Math.max(0, this.varint()));
    }
  }

  private advance(length: number): void {
    this.at += length;
    if (length < 0 || this.at > this.buffer.length) throw new RangeError('A field of the record ends beyond it');
  }
}
