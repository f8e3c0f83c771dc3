import { hashToken, JwtVerifier, type KnownCaller, looksLikeAccountToken } from '@conferencing/callers';
import { Injectable } from '@nestjs/common';
import { CallerCredentials } from '../../domain/caller-credentials.port.js';

@Injectable()
export class AuthenticateCallerHandler {
  constructor(
    private readonly credentials: CallerCredentials,
    private readonly jwts: JwtVerifier,
  ) {}

  /** Undefined when the token is none of ours, or doesn't work any more. */
  async execute(token: string): Promise<KnownCaller | undefined> {
    if (!looksLikeAccountToken(token)) return this.jwts.verify(token);
    const known = await this.credentials.findToken(hashToken(token));
    return known === undefined ? undefined : { accountId: known.accountId, actor: `token:${known.id}` };
  }

  accountExists(accountId: string): Promise<boolean> {
    return this.credentials.accountExists(accountId);
  }
}
