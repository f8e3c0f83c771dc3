import { asciiField } from './ascii-field.js';

const SIGNATURE = 'PGCOPY\n\xff\r\n\0';
const HEADER_BYTES = 19;
const TRAILER = '\xff\xff';
/** The length prefix of each field. */
const LENGTH_BYTES = 4;
export const BIGINT_BYTES = 8;
const TWO_TO_32 = 4_294_967_296;
const MICROSECONDS = 1_000_000;
/** The microseconds of a second are 2^6 times this number. */
const SIXTY_FOURTHS = 15_625;
const TWO_TO_26 = 67_108_864;
/**
 * PostgreSQL counts from the year 2000. The calendar repeats after 400 years; `Date.UTC` treats years before 100
 * differently.
 */
const CALENDAR_YEARS = 400;
const EPOCH = Date.UTC(2000 + CALENDAR_YEARS, 0, 1);
const FRACTION_AT = '2000-01-01T00:00:00.'.length;
const ZERO = '0'.charCodeAt(0);
const MAX_BYTES_OF_A_CHARACTER = 3;

/** Each byte as a character of Latin-1. */
const BYTES = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));

const int16 = (value: number) => BYTES[(value >> 8) & 0xff]! + BYTES[value & 0xff]!;
const int32 = (value: number) => int16(value >> 16) + int16(value);

/** Parses the number at this position: several times as fast as parsing the substring. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - ZERO;
  return value;
}

/**
 * Rows for `COPY … FROM STDIN (FORMAT binary)`: the server copies the bytes of a text, while in the text format it
 * looks for escapes in each of them. Fields are written in the order of the command's columns. Short fields are joined
 * as characters first, because writing each field alone takes several times as long.
 */
export class BinaryCopy {
  private readonly rowStart: string;
  private buffer: Buffer;
  private written = HEADER_BYTES;
  /** Fields that are not written to the buffer yet. */
  private fields = '';

  /**
   * @param expectedBytes avoids growing the buffer if it is about right
   */
  constructor(columns: number, expectedBytes: number) {
    this.rowStart = int16(columns);
    this.buffer = Buffer.allocUnsafe(Math.max(expectedBytes, 1_024));
    this.buffer.fill(0, 0, HEADER_BYTES).write(SIGNATURE, 'latin1');
  }

  /** Bytes so far. */
  get length(): number {
    return this.written + this.fields.length;
  }

  row(): this {
    this.fields += this.rowStart;
    return this;
  }

  smallint(value: number): this {
    this.fields += '\0\0\0\x02' + int16(value);
    return this;
  }

  /** @param value a safe integer, not negative */
  bigint(value: number): this {
    return this.eightBytes(Math.floor(value / TWO_TO_32), value % TWO_TO_32);
  }

  boolean(value: boolean): this {
    this.fields += value ? '\0\0\0\x01\x01' : '\0\0\0\x01\0';
    return this;
  }

  /** @param time RFC 3339 in UTC, ending in `Z` */
  timestamp(time: string): this {
    const months = digits(time, 5, 7) - 1;
    const midnight = Date.UTC(digits(time, 0, 4) + CALENDAR_YEARS, months, digits(time, 8, 10));
    const minutes = digits(time, 11, 13) * 60 + digits(time, 14, 16);
    const seconds = (midnight - EPOCH) / 1_000 + minutes * 60 + digits(time, 17, 19);
    const fractionEnd = Math.max(time.length - 1, FRACTION_AT);
    const places = fractionEnd - FRACTION_AT;
    const fraction = Math.round((digits(time, FRACTION_AT, fractionEnd) * MICROSECONDS) / 10 ** places);
    // The microseconds of some thousand years exceed a number; a sixty-fourth of them does not.
    const sixtyFourths = seconds * SIXTY_FOURTHS;
    const high = Math.floor(sixtyFourths / TWO_TO_26);
    const low = (sixtyFourths - high * TWO_TO_26) * 64 + fraction;
    return low < TWO_TO_32 ? this.eightBytes(high, low) : this.eightBytes(high + 1, low - TWO_TO_32);
  }

  /** @param text at most 255 characters */
  ascii(text: string | null): this {
    this.fields += asciiField(text);
    return this;
  }

  /**
   * @param text a string, or its bytes in UTF-8
   */
  text(text: string | Buffer | null): this {
    if (text === null) return this.ascii(null);
    if (typeof text !== 'string') {
      this.fields += int32(text.length);
      this.flush(text.length);
      this.written += text.copy(this.buffer, this.written);
      return this;
    }
    this.flush(LENGTH_BYTES + text.length * MAX_BYTES_OF_A_CHARACTER);
    const bytes = this.buffer.write(text, this.written + LENGTH_BYTES, 'utf8');
    this.written = this.buffer.writeInt32BE(bytes, this.written) + bytes;
    return this;
  }

  /** All rows so far, as a complete COPY stream. */
  end(): Buffer {
    this.fields += TRAILER;
    this.flush(0);
    return this.buffer.subarray(0, this.written);
  }

  private eightBytes(high: number, low: number): this {
    this.fields += `\0\0\0\x08${int32(high)}${int32(low)}`;
    return this;
  }

  /** Writes the waiting fields, and makes room for more. */
  private flush(bytes: number): void {
    const needed = this.length + bytes;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, needed));
      this.buffer.copy(larger, 0, 0, this.written);
      this.buffer = larger;
    }
    this.written += this.buffer.write(this.fields, this.written, 'latin1');
    this.fields = '';
  }
}
