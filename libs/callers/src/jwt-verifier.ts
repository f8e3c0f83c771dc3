import { type Clock, isId } from '@conferencing/kernel';
import { decodeProtectedHeader, errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import type { KnownCaller } from './known-caller.js';
import type { KnownKey } from './public-key.js';

const MAX_LIFETIME_SECONDS = 3_600;
/** Clocks of issuers may be ahead by this much; expiry has no tolerance. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** Ids of users are written to histories and events: bounded, and only characters that can be shown and stored. */
const USER_ID = /^[^\p{Cc}\p{Cs}]{1,255}$/u;
const MAX_CACHED_KEYS = 1_000;

/** The source of registered keys. */
export interface SigningKeys {
  /** Undefined if no key has this id, or the key was revoked. */
  findKey(kid: string): Promise<KnownKey | undefined>;
}

/** The user and account of a JWT, its key, and its expiry. */
export interface KnownUser extends KnownCaller {
  kid: string;
  expiresAt: Date;
}

/**
 * 64 bytes of signature in the one encoding that RFC 7515 allows: no padding, and the four unused bits of the last
 * character are zero. The library accepts others too, which would make several tokens of one.
 */
const CANONICAL_SIGNATURE = /\.[\w-]{85}[AQgw]$/;

type VerificationKey = Awaited<ReturnType<typeof importJWK>>;

/** Accepts ES256 JWTs that are signed with a registered key and valid for at most an hour. */
export class JwtVerifier {
  /** Keys never change under their id; whether one is still valid is read each time. */
  private readonly imported = new Map<string, VerificationKey>();

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  /** Undefined unless a registered key has signed the JWT and the JWT is valid now. */
  async verify(jwt: string): Promise<KnownUser | undefined> {
    const kid = CANONICAL_SIGNATURE.test(jwt) ? this.kidOf(jwt) : undefined;
    if (kid === undefined) return undefined;
    const key = await this.keys.findKey(kid);
    if (key === undefined) return undefined;
    const now = this.clock.now();
    try {
      const { payload } = await jwtVerify(jwt, await this.keyFor(kid, key), {
        algorithms: ['ES256'],
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: now,
      });
      return userOf(payload, kid, key.accountId, Math.floor(now.getTime() / 1_000));
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  private kidOf(jwt: string): string | undefined {
    try {
      const { kid, alg } = decodeProtectedHeader(jwt);
      return alg === 'ES256' && isId('signingKey', kid) ? kid : undefined;
    } catch {
      return undefined;
    }
  }

  private async keyFor(kid: string, { publicJwk }: KnownKey): Promise<VerificationKey> {
    let key = this.imported.get(kid);
    if (key === undefined) {
      key = await importJWK({ ...publicJwk }, 'ES256');
      if (this.imported.size >= MAX_CACHED_KEYS) this.imported.clear();
      this.imported.set(kid, key);
    }
    return key;
  }
}

function userOf(claims: JWTPayload, kid: string, accountId: string, now: number): KnownUser | undefined {
  const { sub, exp, iat } = claims;
  if (typeof sub !== 'string' || !USER_ID.test(sub)) return undefined;
  if (exp === undefined || exp <= now || exp > now + MAX_LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS) return undefined;
  if (iat === undefined || iat > now + CLOCK_TOLERANCE_SECONDS || iat > exp) return undefined;
  return { accountId, actor: `user:${sub}`, kid, expiresAt: new Date(exp * 1_000) };
}
