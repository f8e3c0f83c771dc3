import type { ShapeCheck } from '../schema/shape-check.js';
import { MAX_VALUE_BYTES } from '../topics.js';
import type { MalformedReason } from './malformed-record.errors.js';
import { readText } from './read-text.js';
import { refuseUnstorableText } from './unstorable-text.js';

const POINTER = 'value';

/** Parses the value; undefined and a reason if that is impossible. */
export function readJson(
  bytes: Buffer | string,
  reasons: MalformedReason[],
): { text: string; value: unknown } | undefined {
  const text = readText(bytes, MAX_VALUE_BYTES, POINTER, reasons);
  if (text === undefined) return undefined;
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    // The parser's own message quotes the text, which must not be logged.
    reasons.push({ code: 'not_json', detail: 'must be JSON', pointer: POINTER });
    return undefined;
  }
}

/** Checks the shape and removes unknown fields; returns the value if it is valid. */
export function readShape<T>(
  json: { text: string; value: unknown },
  check: ShapeCheck<T>,
  reasons: MalformedReason[],
): T | undefined {
  const before = reasons.length;
  const right = check(json.value, reasons);
  if (!right) return undefined;
  refuseUnstorableText(json.text, json.value, reasons);
  return reasons.length === before ? (json.value as T) : undefined;
}
