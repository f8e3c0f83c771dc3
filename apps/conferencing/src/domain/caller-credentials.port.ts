import type { PublicKeyJwk } from './accounts.port.js';

export interface KnownToken {
  id: string;
  accountId: string;
}

export interface KnownKey {
  accountId: string;
  publicJwk: PublicKeyJwk;
}

/**
 * Tokens and keys of callers. Each answer comes from a read that began after the question, so that all replicas refuse
 * a revoked token at once.
 */
export abstract class CallerCredentials {
  /** Undefined if no token has this hash, or the token was revoked. */
  abstract findToken(hash: string): Promise<KnownToken | undefined>;
  /** Undefined if no key has this id, or the key was revoked. */
  abstract findKey(kid: string): Promise<KnownKey | undefined>;
  abstract accountExists(accountId: string): Promise<boolean>;
}
