import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Accounts } from '../../domain/accounts.port.js';

@Injectable()
export class RevokeSigningKeyHandler {
  constructor(
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  /** When this resolves, every replica refuses JWTs of the key. */
  async execute(accountId: string, keyId: string): Promise<void> {
    const revoked = await this.accounts.revokeSigningKey(accountId, keyId, this.clock.now());
    if (!revoked) throw notFound('The account has no such signing key.');
  }
}
