import { createHmac, timingSafeEqual } from 'node:crypto';

const WINDOW_MS = 5 * 60_000;

export interface SignedWebhook {
  /** `x-zm-signature` */
  signature: string;
  /** `x-zm-request-timestamp`: seconds since 1970. */
  timestamp: string;
  rawBody: Buffer;
}

/**
 * Whether Zoom signed exactly these bytes within five minutes of `now`, before or after (clocks differ):
 * `v0=` and the hex HMAC-SHA256 of `v0:<timestamp>:<body>`, compared in constant time.
 */
export function isSignedByZoom(secret: string, { signature, timestamp, rawBody }: SignedWebhook, now: Date): boolean {
  if (!/^\d{1,13}$/.test(timestamp)) return false;
  const sentAt = timestamp.length === 13 ? Number(timestamp) : Number(timestamp) * 1000;
  if (Math.abs(now.getTime() - sentAt) > WINDOW_MS) return false;
  const expected = Buffer.from(signatureOf(secret, timestamp, rawBody));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function signatureOf(secret: string, timestamp: string, rawBody: Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`;
}

/** The answer to `endpoint.url_validation`: it proves that we know the secret. */
export function urlValidationAnswer(
  secret: string,
  plainToken: string,
): { plainToken: string; encryptedToken: string } {
  return { plainToken, encryptedToken: createHmac('sha256', secret).update(plainToken).digest('hex') };
}
