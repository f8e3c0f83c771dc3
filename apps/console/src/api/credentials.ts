import { Injectable } from '@nestjs/common';
import { UserTokens } from '../oidc/user-tokens.js';
import type { Session } from '../session/session.js';

/** The headers by which the API knows a session. */
@Injectable()
export class Credentials {
  constructor(private readonly users: UserTokens) {}

  async of({ kind, token, account, actor }: Session): Promise<Record<string, string>> {
    if (token === null) {
      if (account === null) return {};
      return { authorization: `Bearer ${await this.users.tokenFor(account.id, actor.slice('user:'.length))}` };
    }
    return {
      authorization: `Bearer ${token}`,
      ...(kind === 'platform' && account !== null && { 'x-account-id': account.id }),
    };
  }

  /** What was refused is not tried again. */
  forget({ token, account }: Session): void {
    if (token === null && account !== null) this.users.forget(account.id);
  }
}
