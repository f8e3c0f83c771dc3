/** Limit in characters for values that are only shown. */
const MAX_LENGTH = 1_024;
/**
 * Bytes of an id or an email. A row of a PostgreSQL index may hold 2,704 bytes, and an index on a folded text needs up
 * to 1.5 times the bytes of the text. Zoom's own limit for an email is 128 characters.
 */
const MAX_IDENTIFIER_BYTES = 1_024;
/** Neither a text nor a jsonb column can keep these. */
const HALF_A_CHARACTER = /\p{Surrogate}/gu;
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** The id of a person or an account: trimmed, at most 1,024 bytes; null if empty; undefined if it cannot be stored. */
export function identifier(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || Buffer.byteLength(value) > MAX_IDENTIFIER_BYTES || UNSTORABLE.test(value))
    return undefined;
  return value.trim() === '' ? null : value.trim();
}

/** A value to show: without characters that cannot be stored, cut to 1,024 characters, null if nothing is left. */
export function shown(value: string): string | null {
  const text = value.replaceAll('\0', '').slice(0, MAX_LENGTH).replace(HALF_A_CHARACTER, '\ufffd');
  return text === '' ? null : text;
}

/** A number in Zoom's answers, also as text; NaN for anything else. */
export function number(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}
