import { hashToken, JwtVerifier, type KnownCaller, looksLikeAccountToken } from '@conferencing/callers';
import { Injectable } from '@nestjs/common';
import { CallerCredentials } from '../../domain/caller-credentials.port.js';

export interface CountedCaller extends KnownCaller {
  /**
   * The key of the rate limit: the token or the signing key, because the holder of a key can make up any number of
   * users.
   */
  countedBy: string;
}

@Injectable()
export class AuthenticateCallerHandler {
  constructor(
    private readonly credentials: CallerCredentials,
    private readonly jwts: JwtVerifier,
  ) {}

  /** Undefined if the token is unknown or no longer valid. */
  async execute(token: string): Promise<CountedCaller | undefined> {
    if (!looksLikeAccountToken(token)) return this.withJwt(token);
    const known = await this.credentials.findToken(hashToken(token));
    if (known === undefined) return undefined;
    const actor = `token:${known.id}`;
    return { accountId: known.accountId, actor, countedBy: actor };
  }

  private async withJwt(jwt: string): Promise<CountedCaller | undefined> {
    const user = await this.jwts.verify(jwt);
    return user && { accountId: user.accountId, actor: user.actor, countedBy: `key:${user.kid}` };
  }

  accountExists(accountId: string): Promise<boolean> {
    return this.credentials.accountExists(accountId);
  }
}
