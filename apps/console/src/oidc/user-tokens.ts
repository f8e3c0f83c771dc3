import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { AccountKeys } from './account-keys.js';

/** The API accepts an hour at most; a stream ends with its token and is opened again. */
const LIFETIME_SECONDS = 3_000;
/** A token is used for so long; then a new one is signed, before the old one expires. */
const REUSED_SECONDS = 2_400;
const MOST_KEPT = 5_000;

/** Signs JWTs for the users of OpenID Connect; the API knows them as `user:<sub>`. */
@Injectable()
export class UserTokens {
  private readonly recent = new Map<string, { jwt: string; until: number }>();

  constructor(private readonly keys: AccountKeys) {}

  async tokenFor(accountId: string, sub: string): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const user = `${accountId}/${sub}`;
    const kept = this.recent.get(user);
    if (kept !== undefined && kept.until > now) return kept.jwt;
    const { kid, privateKey } = await this.keys.keyOf(accountId);
    const jwt = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject(sub)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME_SECONDS)
      .sign(privateKey);
    if (this.recent.size >= MOST_KEPT) this.recent.clear();
    this.recent.set(user, { jwt, until: now + REUSED_SECONDS });
    return jwt;
  }

  forget(accountId: string): void {
    this.keys.forget(accountId);
    for (const user of this.recent.keys()) if (user.startsWith(`${accountId}/`)) this.recent.delete(user);
  }
}
