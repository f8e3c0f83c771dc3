import { isAscii, isUtf8 } from 'node:buffer';
import type { MalformedReason } from './malformed-record.errors.js';

/** The bytes as text, or undefined and a reason if they are too many or not UTF-8. */
export function readText(
  bytes: Buffer | string,
  limit: number,
  pointer: string,
  reasons: MalformedReason[],
): string | undefined {
  const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length;
  if (size > limit) {
    reasons.push({ code: 'too_large', detail: `${size} bytes, at most ${limit} are allowed`, pointer });
    return undefined;
  }
  if (typeof bytes === 'string') return bytes;
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) {
    reasons.push({ code: 'not_utf8', detail: 'must be UTF-8', pointer });
    return undefined;
  }
  return bytes.toString('utf8');
}
