import { Injectable } from '@nestjs/common';
import { hashToken, looksLikeAccountToken } from '../../domain/account-token.js';
import { CallerCredentials } from '../../domain/caller-credentials.port.js';
import { JwtVerifier } from './jwt-verifier.js';

/** Whom an account's token or JWT stands for. */
export interface KnownCaller {
  accountId: string;
  /** `token:<token id>` or `user:<sub>` */
  actor: string;
}

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
