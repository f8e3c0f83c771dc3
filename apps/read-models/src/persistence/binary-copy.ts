const SIGNATURE = 'PGCOPY\n\xff\r\n\0';
const HEADER_BYTES = 19;
const TRAILER = -1;
const NULL = -1;
/** Before each field. */
const LENGTH_BYTES = 4;
const SMALLINT_BYTES = 2;
export const BIGINT_BYTES = 8;
const TWO_TO_32 = 4_294_967_296;
/** PostgreSQL counts microseconds from here. */
const YEAR_2000 = Date.UTC(2000, 0, 1);
const SECONDS_LENGTH = '2000-01-01T00:00:00'.length;
const MAX_BYTES_OF_A_CHARACTER = 3;

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

  boolean(value: boolean): this {
    this.field(1);
    this.length = this.buffer.writeInt8(value ? 1 : 0, this.length);
    return this;
  }

  /** @param time RFC 3339 in UTC, ending in `Z` */
  timestamp(time: string): this {
    const fraction = time.slice(SECONDS_LENGTH, -1);
    const seconds = Date.parse(`${time.slice(0, SECONDS_LENGTH)}Z`) - YEAR_2000;
    this.field(BIGINT_BYTES);
    const microseconds = BigInt(seconds) * 1_000n + BigInt(Math.round(Number(`0${fraction}`) * 1e6));
    this.length = this.buffer.writeBigInt64BE(microseconds, this.length);
    return this;
  }

  ascii(text: string | null): this {
    if (text === null) return this.null();
    this.field(text.length);
    this.length += this.buffer.write(text, this.length, 'latin1');
    return this;
  }

  /** @param text or its bytes in UTF-8 */
  text(text: string | Buffer | null): this {
    if (text === null) return this.null();
    if (typeof text !== 'string') {
      this.field(text.length);
      this.length += text.copy(this.buffer, this.length);
      return this;
    }
    this.reserve(LENGTH_BYTES + text.length * MAX_BYTES_OF_A_CHARACTER);
    const bytes = this.buffer.write(text, this.length + LENGTH_BYTES, 'utf8');
    this.length = this.buffer.writeInt32BE(bytes, this.length) + bytes;
    return this;
  }

  /** Everything so far, complete. */
  end(): Buffer {
    this.reserve(2);
    this.length = this.buffer.writeInt16BE(TRAILER, this.length);
    return this.buffer.subarray(0, this.length);
  }

  private null(): this {
    this.reserve(LENGTH_BYTES);
    this.length = this.buffer.writeInt32BE(NULL, this.length);
    return this;
  }

  private field(bytes: number): void {
    this.reserve(LENGTH_BYTES + bytes);
    this.length = this.buffer.writeInt32BE(bytes, this.length);
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
