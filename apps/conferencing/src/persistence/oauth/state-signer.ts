import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EncryptionKey } from '@conferencing/settings';

const NONCE_BYTES = 24;
const SHAPE = /^([\w-]{32})\.([\w-]{43})$/;

/** Makes and checks states that only this installation can make, with keys derived for this purpose. */
export class StateSigner {
  private readonly keys: readonly Buffer[];

  /** @param keys the first one signs, all of them check; at least one */
  constructor(keys: readonly EncryptionKey[]) {
    this.keys = keys.map(({ key }) => Buffer.from(hkdfSync('sha256', key, '', 'oauth state', 32)));
  }

  make(): string {
    const [current] = this.keys;
    if (current === undefined) throw new Error('TOKEN_ENCRYPTION_KEYS names no key');
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    return `${nonce}.${signature(current, nonce).toString('base64url')}`;
  }

  isOurs(state: string): boolean {
    return this.signingKey(state) !== undefined;
  }

  /**
   * The PKCE code verifier of a state (RFC 7636): it is derived, so it need not be stored.
   *
   * @throws Error for a state that was not made here
   */
  codeVerifier(state: string): string {
    const key = this.signingKey(state);
    if (key === undefined) throw new Error('The state was not made here');
    return signature(key, `code verifier of ${state}`).toString('base64url');
  }

  private signingKey(state: string): Buffer | undefined {
    const [, nonce, signed] = SHAPE.exec(state) ?? [];
    if (nonce === undefined || signed === undefined) return undefined;
    const given = Buffer.from(signed, 'base64url');
    return this.keys.find((key) => {
      const expected = signature(key, nonce);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }
}

function signature(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
