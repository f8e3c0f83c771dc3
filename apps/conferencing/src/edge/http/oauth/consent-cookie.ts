import { randomBytes } from 'node:crypto';
import { parse, serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'zoom_consent';
const LIFETIME_SECONDS = 600;
const SHAPE = /^[\w-]{32}$/;

/** The secret of the browser that came back from Zoom; null when it has none. */
export function browserOf(request: FastifyRequest): string | null {
  const value = parse(request.headers.cookie ?? '')[NAME];
  return value !== undefined && SHAPE.test(value) ? value : null;
}

/**
 * Gives the browser that begins a consent a secret; null for a caller that is no browser. Browsers alone send
 * `Sec-Fetch-Site` (Fetch Metadata Request Headers, W3C). A script's link is meant for another person's browser.
 */
export function bindToBrowser(request: FastifyRequest, reply: FastifyReply): string | null {
  if (request.headers['sec-fetch-site'] === undefined) return null;
  const secret = randomBytes(24).toString('base64url');
  const cookie = serialize(NAME, secret, {
    httpOnly: true,
    // Lax: Zoom sends the browser back by a link, which is a request from another site.
    sameSite: 'lax',
    secure: request.protocol === 'https',
    path: '/v1/oauth',
    maxAge: LIFETIME_SECONDS,
  });
  reply.header('set-cookie', cookie);
  return secret;
}
