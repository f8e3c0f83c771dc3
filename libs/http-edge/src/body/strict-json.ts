import { isUtf8 } from 'node:buffer';
import { malformed, tooLarge } from '../errors/protocol-errors.js';

const MAX_DEPTH = 32;
/** A list of 50,000 ids fills a body; no valid request has more values than this. */
const MAX_VALUES = 100_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;

/**
 * The number of members in the text, including duplicates: the colons outside of strings. It bounds the work of all
 * later steps, so it runs first.
 */
function countMembers(body: Buffer): number {
  let members = 0;
  let commas = 0;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index] as number;
    if (inString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === COLON) members += 1;
    else if (byte === COMMA) commas += 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      if (depth > MAX_DEPTH) throw malformed(`The body is nested more than ${MAX_DEPTH} levels deep.`);
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
  }
  if (members + commas > MAX_VALUES) throw tooLarge(`The body has more than ${MAX_VALUES} members and items.`);
  return members;
}

/** NUL cannot be stored as text; a surrogate without its other half is not a character. */
function refuseUnstorable(text: string): void {
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) {
    throw malformed('The body has a character that is not allowed: NUL or half of a surrogate pair.');
  }
}

/** The number of members in the value; the depth is bounded before, so recursion is safe. */
function walk(value: unknown, checkText: boolean): number {
  if (typeof value === 'string') {
    if (checkText) refuseUnstorable(value);
    return 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const item of value) members += walk(item, checkText);
    return members;
  }
  for (const key of Object.keys(value)) {
    if (checkText) refuseUnstorable(key);
    members += 1 + walk((value as Record<string, unknown>)[key], checkText);
  }
  return members;
}

/**
 * Parses a JSON body, and refuses as `malformed_request` what other parsers could read differently or not at all:
 * invalid UTF-8, duplicate keys, NUL, lone surrogates, deep nesting.
 */
export function parseStrictJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw malformed('The body is not valid UTF-8.');
  const membersInText = countMembers(body);
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('The body is not valid JSON.');
  }
  // Only an escape can contain NUL or half a pair: raw, they are invalid JSON or invalid UTF-8.
  if (walk(value, text.includes('\\u')) !== membersInText) throw malformed('The body has the same key twice.');
  return value;
}
