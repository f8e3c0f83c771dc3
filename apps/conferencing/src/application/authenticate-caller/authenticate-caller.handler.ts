import { hashToken, JwtVerifier, type KnownCaller, looksLikeAccountToken } from '@conferencing/callers';
import { Injectable } from '@nestjs/common';
import { CallerCredentials } from '../../domain/caller-credentials.port.js';

export interface CountedCaller extends KnownCaller {
  /** What its requests are counted by: the token, or the signing key, whose holder makes up as many users as they like. */
  countedBy: string;
}

@Injectable()
export class AuthenticateCallerHandler {
  constructor(
    private readonly credentials: CallerCredentials,
    private readonly jwts: JwtVerifier,
  ) {}

  /** Undefined when the token is none of ours, or doesn't work any more. */
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
