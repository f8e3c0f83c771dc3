import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { ConnectedAccounts, type ConnectedAccountView } from '../../domain/connected-accounts.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';

export interface RenameConnection {
  accountId: string;
  connectedAccountId: string;
  displayName: string | null;
  provenance: Provenance;
}

/** Changes the display name of a connected account; every pair shows it. */
@Injectable()
export class RenameConnectionHandler {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly pairs: PairFanOut,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute(command: RenameConnection): Promise<ConnectedAccountView> {
    const { accountId, connectedAccountId, displayName, provenance } = command;
    const at = this.clock.now();
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const renamed = await this.connections.rename(transaction, accountId, connectedAccountId, displayName, at);
      if (renamed === null) throw notFound('There is no such connected account.');
      const why = { ...provenance, reason: 'connected_account_changed', at } as const;
      await this.pairs.refresh(transaction, { connectedAccountId }, why);
      return renamed;
    });
  }
}
