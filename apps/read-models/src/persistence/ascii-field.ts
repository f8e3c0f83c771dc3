/** What stands before a field or an element that is null, in place of its length. */
const NULL = '\xff\xff\xff\xff';
/** Each length up to the longest identifier as the four bytes that stand before a text. */
const LENGTHS = Array.from({ length: 256 }, (_, length) => `\0\0\0${String.fromCharCode(length)}`);

/**
 * A short text as PostgreSQL's binary formats have it, with its length before it; one character for each byte, so that
 * many of them can be put together before they are written by one call.
 *
 * @param text ASCII, at most 255 characters
 */
export function asciiField(text: string | null): string {
  return text === null ? NULL : (LENGTHS[text.length] as string) + text;
}
