import { Injectable } from '@nestjs/common';
import { isId, notFound } from '@conferencing/kernel';
import { forbidden, malformed, unauthorized } from '../errors/protocol-errors.js';
import { RateLimiter } from '../rate-limit/rate-limiter.port.js';
import type { Access } from './access.js';
import { Authenticator } from './authenticator.port.js';
import type { WithCaller } from './principal.js';

export const ACCOUNT_HEADER = 'x-account-id';

const BEARER = /^bearer +([\x21-\x7e]{1,8192})$/i;

function namesAccount({ headers }: WithCaller): boolean {
  return (headers[ACCOUNT_HEADER] ?? '') !== '';
}

/** Who is calling, whether they may, and whether they do it too often: all of it from the headers of a request. */
@Injectable()
export class Authentication {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
  ) {}

  /** Sets `request.caller` where an account is needed; throws `DomainError` when the caller is refused. */
  async authenticate(request: WithCaller, access: Exclude<Access, 'public'>): Promise<void> {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw unauthorized('Send a token as "Authorization: Bearer …".');
    const identity = await this.authenticator.identify(token);
    if (identity === undefined) throw unauthorized('The token is unknown, expired or revoked.');
    await this.limiter.take(identity.limitKey);
    if (access === 'platform') {
      if (identity.accountId !== undefined) throw forbidden('Only the platform token may do this.');
      return;
    }
    // `request.caller` stays null, which is the platform without an account.
    if (access === 'token' && identity.accountId === undefined && !namesAccount(request)) return;
    const accountId = identity.accountId ?? (await this.namedAccount(request));
    request.caller = {
      accountId,
      actor: identity.actor,
      ...(identity.credential && { credential: identity.credential }),
    };
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
