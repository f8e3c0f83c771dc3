import { Clock, newId } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '../../domain/accounts.port.js';

@Injectable()
export class CreateAccountHandler {
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  async execute(name: string): Promise<Account> {
    const account = { id: newId('account'), name, createdAt: this.clock.now() };
    await this.accounts.create(account);
    return account;
  }
}
