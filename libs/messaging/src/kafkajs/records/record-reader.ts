const MORE = 0x80;

/** Reads the fields of one record, one after the other. */
export class RecordReader {
  constructor(
    private readonly buffer: Buffer,
    /** Where the next field begins. */
    public at: number,
  ) {}

  int8(): number {
    return this.buffer.readInt8(this.at++);
  }

  /** Zigzag: 0, -1, 1, -2, … Multiplied, not shifted: a difference of milliseconds may take more than 32 bits. */
  varint(): number {
    let value = 0;
    for (let place = 1; ; place *= MORE) {
      const byte = this.buffer[this.at++] as number;
      value += (byte & ~MORE) * place;
      if (byte < MORE) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  }

  /** Bytes with their length before them; a length below zero is null. */
  bytes(): Buffer | null {
    const length = this.varint();
    if (length < 0) return null;
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }
}
