import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { ConnectedAccounts } from '../../domain/connected-accounts.port.js';
import { ExternalDirectory } from '../../domain/external-directory.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';

export interface DisconnectAccount {
  accountId: string;
  connectedAccountId: string;
  provenance: Provenance;
}

/** Removes a connected account with its users and mappings; the pairs that it hosts are cleared, with an event each. */
@Injectable()
export class DisconnectAccountHandler {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly directory: ExternalDirectory,
    private readonly pairs: PairFanOut,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute({ accountId, connectedAccountId, provenance }: DisconnectAccount): Promise<void> {
    const reason = 'connected_account_deleted';
    const why = { ...provenance, reason, at: this.clock.now(), tombstone: false } as const;
    await this.unitOfWork.forAccount(accountId, async (transaction) => {
      if (!(await this.connections.lock(transaction, accountId, connectedAccountId))) {
        throw notFound('There is no such connected account.');
      }
      await this.pairs.clear(transaction, { connectedAccountId }, why);
      await this.connections.delete(transaction, accountId, connectedAccountId);
    });
    this.directory.forget({ id: connectedAccountId });
  }
}
