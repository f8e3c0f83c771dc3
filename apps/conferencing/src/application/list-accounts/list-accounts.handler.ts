import { notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { type Account, Accounts, type AccountToken, type SigningKey } from '../../domain/accounts.port.js';
import type { Range, Slice } from '../../domain/slice.js';

/** What the platform may read about accounts; tokens themselves are not stored. */
@Injectable()
export class ListAccountsHandler {
  constructor(private readonly accounts: Accounts) {}

  all(range: Range): Promise<Slice<Account>> {
    return this.accounts.list(range);
  }

  async one(accountId: string): Promise<Account> {
    const account = await this.accounts.find(accountId);
    if (account === null) throw notFound('There is no such account.');
    return account;
  }

  async tokens(accountId: string, range: Range): Promise<Slice<AccountToken>> {
    await this.one(accountId);
    return this.accounts.listTokens(accountId, range);
  }

  async signingKeys(accountId: string, range: Range): Promise<Slice<SigningKey>> {
    await this.one(accountId);
    return this.accounts.listSigningKeys(accountId, range);
  }
}
