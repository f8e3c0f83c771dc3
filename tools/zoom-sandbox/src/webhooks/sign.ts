import { createHmac } from 'node:crypto';

/** Zoom's signature over a webhook: `v0=` and the hex HMAC-SHA256 of `v0:<timestamp>:<body>`. */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
