import { randomBytes } from 'node:crypto';

/** A name for a topic, group or client that no other test uses. */
export function uniqueTopic(prefix: string): string {
  return `${prefix}.${randomBytes(6).toString('hex')}`;
}
