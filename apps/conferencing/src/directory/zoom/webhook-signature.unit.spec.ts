import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { isSignedByZoom, signatureOf, urlValidationAnswer } from './webhook-signature.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const SECONDS = String(NOW.getTime() / 1000);
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
const secrets = fc.string({ minLength: 1, maxLength: 40 });

function signed(secret: string, rawBody: Buffer, timestamp = SECONDS) {
  return { signature: signatureOf(secret, timestamp, rawBody), timestamp, rawBody };
}

describe('Zoom’s signature', () => {
  it('is the one that Zoom documents', () => {
    const body = '{"event":"user.created"}';
    const hash = createHmac('sha256', 'secret').update(`v0:${SECONDS}:${body}`).digest('hex');
    expect(signatureOf('secret', SECONDS, Buffer.from(body))).toBe(`v0=${hash}`);
  });

  it('is accepted for any bytes, valid UTF-8 or not', () => {
    fc.assert(fc.property(secrets, bytes, (secret, body) => isSignedByZoom(secret, signed(secret, body), NOW)));
  });

  it('is refused when a single bit of the body differs', () => {
    fc.assert(
      fc.property(
        secrets,
        bytes.filter((b) => b.length > 0),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (secret, body, at, bit) => {
          const webhook = signed(secret, body);
          const changed = Buffer.from(body);
          const index = at % body.length;
          changed[index] = (changed[index] ?? 0) ^ (1 << bit);
          return !isSignedByZoom(secret, { ...webhook, rawBody: changed }, NOW);
        },
      ),
    );
  });

  it('is refused with another secret, timestamp or spelling', () => {
    fc.assert(
      fc.property(secrets, secrets, bytes, fc.string(), (secret, other, body, junk) => {
        fc.pre(secret !== other);
        const webhook = signed(secret, body);
        expect(isSignedByZoom(other, webhook, NOW)).toBe(false);
        expect(isSignedByZoom(secret, { ...webhook, timestamp: String(Number(SECONDS) + 1) }, NOW)).toBe(false);
        expect(isSignedByZoom(secret, { ...webhook, timestamp: junk }, NOW)).toBe(false);
        expect(isSignedByZoom(secret, { ...webhook, signature: junk }, NOW)).toBe(false);
        expect(isSignedByZoom(secret, { ...webhook, signature: webhook.signature.slice(3) }, NOW)).toBe(false);
      }),
    );
  });

  it('counts for five minutes, to either side', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), (offset) => {
        const webhook = signed('secret', Buffer.from('{}'), String(NOW.getTime() / 1000 + offset));
        return isSignedByZoom('secret', webhook, NOW) === Math.abs(offset) <= 300;
      }),
    );
  });

  it('answers the validation of the URL with the hash of the token', () => {
    const encryptedToken = createHmac('sha256', 'secret').update('plain').digest('hex');
    expect(urlValidationAnswer('secret', 'plain')).toEqual({ plainToken: 'plain', encryptedToken });
  });
});
