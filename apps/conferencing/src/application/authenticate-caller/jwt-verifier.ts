import { Clock, isId } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decodeProtectedHeader, errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import { CallerCredentials, type KnownKey } from '../../domain/caller-credentials.port.js';
import type { KnownCaller } from './known-caller.js';

const MAX_LIFETIME_SECONDS = 3_600;
/** Clocks of issuers may be ahead by this much; what has expired here has expired. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** Ids of users end up in histories and events: bounded, and nothing that can't be shown or stored. */
const USER_ID = /^[^\p{Cc}\p{Cs}]{1,255}$/u;
const MAX_CACHED_KEYS = 1_000;

type VerificationKey = Awaited<ReturnType<typeof importJWK>>;

/** Accepts ES256 JWTs that are signed with a registered key, for at most an hour. */
@Injectable()
export class JwtVerifier {
  /** Keys never change under their id; whether one still counts is asked each time. */
  private readonly imported = new Map<string, VerificationKey>();

  constructor(
    private readonly credentials: CallerCredentials,
    private readonly clock: Clock,
  ) {}

  async verify(jwt: string): Promise<KnownCaller | undefined> {
    const kid = this.kidOf(jwt);
    if (kid === undefined) return undefined;
    const key = await this.credentials.findKey(kid);
    if (key === undefined) return undefined;
    const now = this.clock.now();
    try {
      const { payload } = await jwtVerify(jwt, await this.keyFor(kid, key), {
        algorithms: ['ES256'],
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: now,
      });
      return this.callerOf(payload, key.accountId, Math.floor(now.getTime() / 1_000));
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

  private callerOf({ sub, exp, iat }: JWTPayload, accountId: string, now: number): KnownCaller | undefined {
    if (typeof sub !== 'string' || !USER_ID.test(sub)) return undefined;
    if (exp === undefined || exp <= now || exp > now + MAX_LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS) return undefined;
    if (iat === undefined || iat > now + CLOCK_TOLERANCE_SECONDS || iat > exp) return undefined;
    return { accountId, actor: `user:${sub}` };
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
