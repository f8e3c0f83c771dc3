import { Clock } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { ConnectedAccounts } from '../../domain/connected-accounts.port.js';
import { DirectoryListing, type ListedUsers } from '../../domain/external-users.port.js';
import type { Why } from '../../domain/assignments.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import { type SyncFailure, type SyncRun, SyncTurns } from '../../domain/sync-turns.port.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';
import { UserMappings } from '../../domain/user-mappings.port.js';
import { ListDirectoryHandler, LostTurn } from './list-directory.handler.js';
import { statusAfter } from './sync-failure.js';

const ACTOR = 'system:sync';

/**
 * One sync, by the holder of the lease: reads the listing outside of any transaction, then applies all of it in one.
 */
@Injectable()
export class RunSyncHandler {
  constructor(
    private readonly turns: SyncTurns,
    private readonly directory: ListDirectoryHandler,
    private readonly listing: DirectoryListing,
    private readonly connections: ConnectedAccounts,
    private readonly mappings: UserMappings,
    private readonly pairs: PairFanOut,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Resolves with the reason why the directory could not be read, or null. Throws `LostTurn`. */
  async execute(accountId: string, run: SyncRun, traceparent: string | null): Promise<SyncFailure | null> {
    try {
      return await this.turns.during(run, () => this.listAndApply(accountId, run, traceparent));
    } catch (error) {
      await this.turns.abandon(run);
      throw error;
    } finally {
      await this.listing.discard(run);
    }
  }

  private async listAndApply(accountId: string, run: SyncRun, traceparent: string | null): Promise<SyncFailure | null> {
    const outcome = await this.directory.execute(run);
    const failure = 'failure' in outcome ? outcome.failure : null;
    const applyOutcome = async (transaction: Transaction) => {
      if (!(await this.turns.holds(transaction, run))) throw new LostTurn();
      const why = { actor: ACTOR, traceparent, at: this.clock.now() };
      if ('listed' in outcome) await this.apply(transaction, run, outcome.listed, why);
      else await this.applyFailure(transaction, run, outcome.failure, why);
      await this.turns.finish(transaction, run, failure);
    };
    // Others may wait for the same sync.
    await this.unitOfWork.forAccount(accountId, applyOutcome, { outlivesCaller: true });
    return failure;
  }

  private async apply(transaction: Transaction, run: SyncRun, listed: ListedUsers, why: Why): Promise<void> {
    if (!(await this.listing.isWhole(transaction, run, listed))) throw new LostTurn();
    const { connectedAccountId } = run;
    const recovered = await this.connections.setStatusFoundBy(transaction, run, 'active', why.at);
    const externalUserIds = await this.listing.apply(transaction, run, listed, why.at);
    await this.mappings.mapByEmail(transaction, connectedAccountId, null, why.at);
    if (recovered) await this.refreshAll(transaction, connectedAccountId, why);
    else if (externalUserIds.length > 0) {
      const scope = { connectedAccountId, externalUserIds };
      await this.pairs.refresh(transaction, scope, { ...why, reason: 'external_user_changed' });
    }
  }

  private async applyFailure(transaction: Transaction, run: SyncRun, failure: SyncFailure, why: Why): Promise<void> {
    const status = statusAfter(failure);
    if (status === null) return;
    const changed = await this.connections.setStatusFoundBy(transaction, run, status, why.at);
    if (changed) await this.refreshAll(transaction, run.connectedAccountId, why);
  }

  private async refreshAll(transaction: Transaction, connectedAccountId: string, why: Why): Promise<void> {
    await this.pairs.refresh(transaction, { connectedAccountId }, { ...why, reason: 'connected_account_changed' });
  }
}
