import { hash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const FORM = /^cft_[\w-]{43}$/;

/** A new token: `cft_` and 256 random bits. Its owner sees it once; it is stored nowhere. */
export function newAccountToken(): string {
  return `cft_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

export function looksLikeAccountToken(token: string): boolean {
  return FORM.test(token);
}

/** The hash of a token, which is stored instead of it. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}
