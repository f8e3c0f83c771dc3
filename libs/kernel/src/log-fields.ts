import { describeError } from './describe-error.js';
import { MAX_LOG_TEXT, shortened } from './log-text.js';

/** Limit over all texts of a line. */
const MAX_LINE = 10_000;
const MAX_ENTRIES = 100;
const MAX_DEPTH = 6;

type Fields = Record<string, unknown>;

function isError(value: unknown): boolean {
  // Errors of Node itself are not instances of `Error` in a test with its own realm.
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

/** Copies the fields of one line, and counts the remaining characters. */
class LineOfFields {
  private left = MAX_LINE;

  value(value: unknown, depth: number): unknown {
    if (this.left <= 0) return '…';
    this.left -= 1;
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > MAX_DEPTH) return '…';
    if (isError(value)) return this.object(describeError(value), depth);
    if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
    if (Array.isArray(value)) return this.array(value, depth);
    const { toJSON } = value as { toJSON?: unknown };
    return typeof toJSON === 'function' ? this.value(toJSON.call(value), depth + 1) : this.object(value, depth);
  }

  object(object: object, depth: number): Fields {
    const entries = Object.entries(object);
    const copy: Fields = {};
    for (const [key, value] of entries.slice(0, MAX_ENTRIES)) copy[this.text(key)] = this.value(value, depth + 1);
    if (entries.length > MAX_ENTRIES) copy['…'] = `${entries.length} fields`;
    return copy;
  }

  private array(items: readonly unknown[], depth: number): unknown[] {
    const copy = items.slice(0, MAX_ENTRIES).map((item) => this.value(item, depth + 1));
    return items.length > MAX_ENTRIES ? [...copy, `… (${items.length} items)`] : copy;
  }

  private text(text: string): string {
    const kept = shortened(text);
    this.left -= Math.min(kept.length, MAX_LOG_TEXT);
    return kept;
  }
}

/**
 * The fields of a log line, safe to show: errors by {@link describeError} at any depth, each text at most 1,000
 * characters, all of them about 10,000, and at most 100 entries of a list.
 */
export function logFields(fields: object): Fields {
  const line = new LineOfFields();
  if (isError(fields)) return line.object({ err: fields }, 0);
  const { err } = fields as { err?: unknown };
  // Any value can be thrown; only the safe fields of an error are known.
  const known = err === undefined || isError(err) || (typeof err === 'object' && err !== null && !('stack' in err));
  return line.object(known ? fields : { ...fields, err: describeError(err) }, 0);
}
