/** The length prefix of a null field or element. */
const NULL = '\xff\xff\xff\xff';
/** Each length up to the longest identifier, as the four bytes before a text. */
const LENGTHS = Array.from({ length: 256 }, (_, length) => `\0\0\0${String.fromCharCode(length)}`);

/**
 * A short text with its length prefix, as in PostgreSQL's binary formats. One character stands for each byte, so that
 * many fields can be joined and written in one call.
 *
 * @param text ASCII, at most 255 characters
 */
export function asciiField(text: string | null): string {
  return text === null ? NULL : (LENGTHS[text.length] as string) + text;
}
