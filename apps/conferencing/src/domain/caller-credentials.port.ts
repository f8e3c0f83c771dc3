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
 * What callers can prove themselves with, as it stands when it is asked for: an answer never comes from a read that
 * began before the question, so that what was revoked on any replica is refused on all of them at once.
 */
export abstract class CallerCredentials {
  /** Undefined when no token has this hash, or it was revoked. */
  abstract findToken(hash: string): Promise<KnownToken | undefined>;
  /** Undefined when no key has this id, or it was revoked. */
  abstract findKey(kid: string): Promise<KnownKey | undefined>;
  abstract accountExists(accountId: string): Promise<boolean>;
}
