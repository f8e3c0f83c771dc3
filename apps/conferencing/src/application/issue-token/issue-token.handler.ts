import { hashToken, newAccountToken } from '@conferencing/callers';
import { Clock, newId, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Accounts, type AccountToken } from '../../domain/accounts.port.js';

/** The only place where the token itself can be read. */
export interface IssuedToken extends AccountToken {
  token: string;
}

@Injectable()
export class IssueTokenHandler {
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  async execute(accountId: string, name: string): Promise<IssuedToken> {
    const token = newAccountToken();
    const issued = { id: newId('token'), accountId, name, createdAt: this.clock.now(), revokedAt: null };
    if (!(await this.accounts.addToken(issued, hashToken(token)))) throw notFound('There is no such account.');
    return { ...issued, token };
  }
}
