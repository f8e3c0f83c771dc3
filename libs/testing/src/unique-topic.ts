import { randomBytes } from 'node:crypto';

/** A topic (or group, or client) name that no other test has. */
export function uniqueTopic(prefix: string): string {
  return `${prefix}.${randomBytes(6).toString('hex')}`;
}
