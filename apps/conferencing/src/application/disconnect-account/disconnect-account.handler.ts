import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { PairRef } from '../../domain/catalog-change.js';
import { ConnectedAccounts } from '../../domain/connected-accounts.port.js';
import { ExternalDirectory } from '../../domain/external-directory.port.js';
import { PairBatches } from '../../domain/pair-batches.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';
import { UserMappings } from '../../domain/user-mappings.port.js';

export interface DisconnectAccount {
  accountId: string;
  connectedAccountId: string;
  provenance: Provenance;
}

/** What is removed together with a connected account. */
export interface Disconnection {
  cleared: PairRef[];
  mappings: number;
}

/**
 * Removes a connected account with its users and mappings; the pairs that it hosts are cleared, with one event each.
 */
@Injectable()
export class DisconnectAccountHandler {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly directory: ExternalDirectory,
    private readonly pairs: PairFanOut,
    private readonly batches: PairBatches,
    private readonly mappings: UserMappings,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What `execute` would do now. Throws `not_found` if the account has no such connection. */
  async preview(accountId: string, connectedAccountId: string): Promise<Disconnection> {
    const connection = await this.connections.find(accountId, connectedAccountId);
    if (connection === null) throw notFound('There is no such connected account.');
    const cleared = await this.batches.hostedOn(accountId, connectedAccountId);
    return { cleared, mappings: await this.mappings.count(accountId, connectedAccountId) };
  }

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
