import { createHash } from 'node:crypto';

/** A short hash of a key of any length, as in `parked_records.key_hash`. */
export function keyHash(key: Buffer | null): Buffer | null {
  return key === null ? null : createHash('sha256').update(key).digest();
}

/** The same as text, for sets. Null for a record without a key: it has no order with others. */
export function keyId(key: Buffer | null): string | null {
  return keyHash(key)?.toString('base64') ?? null;
}
