import { Injectable } from '@nestjs/common';
import { isId, notFound } from '@conferencing/kernel';
import { forbidden, malformed, unauthorized } from '../errors/protocol-errors.js';
import { ACCOUNT_SHARES, RateLimiter } from '../rate-limit/rate-limiter.port.js';
import { WrongTokens } from '../rate-limit/wrong-tokens.js';
import type { Access } from './access.js';
import { Authenticator, type Identity } from './authenticator.port.js';
import type { WithCaller } from './principal.js';

const ACCOUNT_HEADER = 'x-account-id';

const BEARER = /^bearer +([\x21-\x7e]{1,8192})$/i;

function namesAccount({ headers }: WithCaller): boolean {
  return (headers[ACCOUNT_HEADER] ?? '') !== '';
}

/** Authenticates, authorizes and rate-limits a caller by the headers of the request only. */
@Injectable()
export class Authentication {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
    private readonly wrongTokens: WrongTokens,
  ) {}

  /** Sets `request.caller` if an account is needed; throws `DomainError` if the caller is refused. */
  async authenticate(request: WithCaller, access: Exclude<Access, 'public'>): Promise<void> {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw unauthorized('Send a token as "Authorization: Bearer …".');
    const identity = await this.identify(token, request.ip);
    await this.count(identity);
    if (access === 'platform') {
      if (identity.accountId !== undefined) throw forbidden('Only the platform token may do this.');
      return;
    }
    // `request.caller` stays null: the platform without an account.
    if (access === 'token' && identity.accountId === undefined && !namesAccount(request)) return;
    const accountId = identity.accountId ?? (await this.namedAccount(request));
    request.caller = {
      accountId,
      actor: identity.actor,
      ...(identity.credential && { credential: identity.credential }),
    };
  }

  private async identify(token: string, address: string): Promise<Identity> {
    this.wrongTokens.admit(address, token);
    const identity = await this.authenticator.identify(token);
    if (identity === undefined) {
      this.wrongTokens.wasWrong(address, token);
      throw unauthorized('The token is unknown, expired or revoked.');
    }
    this.wrongTokens.wasRight(token);
    return identity;
  }

  /** The token counts first: its refused requests take nothing from other tokens of the account. */
  private async count({ limitKey, accountId }: Identity): Promise<void> {
    await this.limiter.take(limitKey);
    if (accountId !== undefined) await this.limiter.take(`account:${accountId}`, ACCOUNT_SHARES);
  }

  private async namedAccount(request: WithCaller): Promise<string> {
    const accountId = request.headers[ACCOUNT_HEADER];
    if (!namesAccount(request)) {
      throw malformed('With the platform token, name the account in the header X-Account-Id.');
    }
    if (!isId('account', accountId) || !(await this.authenticator.accountExists(accountId))) {
      throw notFound('There is no such account.');
    }
    return accountId;
  }
}
