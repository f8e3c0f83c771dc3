import { hash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const FORM = /^cft_[\w-]{43}$/;

/** A new token: `cft_` and 256 random bits. It is shown to its owner once and exists nowhere else. */
export function newAccountToken(): string {
  return `cft_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

export function looksLikeAccountToken(token: string): boolean {
  return FORM.test(token);
}

/** What is kept of a token. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}
