import { randomBytes } from 'node:crypto';
import { parse, serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'zoom_consent';
const LIFETIME_SECONDS = 600;
const SHAPE = /^[\w-]{32}$/;

/** The secret of the browser that returned from Zoom; null if it has none. */
export function browserOf(request: FastifyRequest): string | null {
  const value = parse(request.headers.cookie ?? '')[NAME];
  return value !== undefined && SHAPE.test(value) ? value : null;
}

/**
 * Sets a secret in the browser that starts a consent; null for a caller that is not a browser. Only browsers send
 * `Sec-Fetch-Site` (Fetch Metadata Request Headers, W3C). The link that a script gets is meant for another person's
 * browser.
 */
export function bindToBrowser(request: FastifyRequest, reply: FastifyReply): string | null {
  if (request.headers['sec-fetch-site'] === undefined) return null;
  const secret = randomBytes(24).toString('base64url');
  const cookie = serialize(NAME, secret, {
    httpOnly: true,
    // Lax, because Zoom sends the browser back by a link, which is a request from another site.
    sameSite: 'lax',
    secure: request.protocol === 'https',
    path: '/v1/oauth',
    maxAge: LIFETIME_SECONDS,
  });
  reply.header('set-cookie', cookie);
  return secret;
}
