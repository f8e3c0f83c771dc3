import { createHash } from 'node:crypto';

/** A short hash of the contents, in the order of their fields; kept for each key of a topic. */
export function fingerprint(...contents: unknown[]): string {
  return createHash('sha1').update(JSON.stringify(contents)).digest('base64').slice(0, 11);
}
