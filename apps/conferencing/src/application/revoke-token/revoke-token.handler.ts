import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Accounts } from '../../domain/accounts.port.js';

@Injectable()
export class RevokeTokenHandler {
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  /** When this resolves, every replica refuses the token. */
  async execute(accountId: string, tokenId: string): Promise<void> {
    const revoked = await this.accounts.revokeToken(accountId, tokenId, this.clock.now());
    if (!revoked) throw notFound('The account has no such token.');
  }
}
