const SIGNATURE = 'PGCOPY\n\xff\r\n\0';
const HEADER_BYTES = 19;
const TRAILER = -1;
const SMALLINT_BYTES = 2;
export const BIGINT_BYTES = 8;
const TWO_TO_32 = 4_294_967_296;

/**
 * Rows for `COPY … FROM STDIN (FORMAT binary)`: the server takes the bytes of a text as they are, where the text format
 * would make it look for escapes in each of them. Fields are written in the order of the command's columns.
 */
export class BinaryCopy {
  private buffer: Buffer;
  /** In bytes, so far. */
  length = HEADER_BYTES;

  /** @param expectedBytes saves the growing when it is about right */
  constructor(
    private readonly columns: number,
    expectedBytes: number,
  ) {
    this.buffer = Buffer.allocUnsafe(Math.max(expectedBytes, 1_024));
    this.buffer.fill(0, 0, HEADER_BYTES).write(SIGNATURE, 'latin1');
  }

  row(): this {
    this.reserve(2);
    this.length = this.buffer.writeInt16BE(this.columns, this.length);
    return this;
  }

  smallint(value: number): this {
    this.field(SMALLINT_BYTES);
    this.length = this.buffer.writeInt16BE(value, this.length);
    return this;
  }

  /** @param value a safe integer, not negative */
  bigint(value: number): this {
    this.field(BIGINT_BYTES);
    this.length = this.buffer.writeUInt32BE(Math.floor(value / TWO_TO_32), this.length);
    this.length = this.buffer.writeUInt32BE(value % TWO_TO_32, this.length);
    return this;
  }

  ascii(text: string): this {
    this.field(text.length);
    this.length += this.buffer.write(text, this.length, 'latin1');
    return this;
  }

  /** @param utf8 a text's bytes */
  text(utf8: Buffer): this {
    this.field(utf8.length);
    this.length += utf8.copy(this.buffer, this.length);
    return this;
  }

  /** Everything so far, complete. */
  end(): Buffer {
    this.reserve(2);
    this.length = this.buffer.writeInt16BE(TRAILER, this.length);
    return this.buffer.subarray(0, this.length);
  }

  private field(bytes: number): void {
    this.reserve(4 + bytes);
    this.length = this.buffer.writeInt32BE(bytes, this.length);
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
