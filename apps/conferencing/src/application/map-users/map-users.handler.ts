import { Clock, DomainError, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import {
  decideMappings,
  type MappingDecision,
  type MappingWish,
  requireDifferentProviders,
} from '../../domain/bulk-mapping.js';
import { ConnectedAccounts } from '../../domain/connected-accounts.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';
import { UserMappings } from '../../domain/user-mappings.port.js';
import { SyncDirectoryHandler } from '../sync-directory/sync-directory.handler.js';

export interface MapUsers {
  accountId: string;
  connectedAccountId: string;
  wishes: readonly MappingWish[];
  /** Decide and report, but change nothing. */
  dryRun: boolean;
  provenance: Provenance;
}

/** Maps many providers by hand; it reports those that cannot be resolved and maps the rest. */
@Injectable()
export class MapUsersHandler {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly mappings: UserMappings,
    private readonly directory: SyncDirectoryHandler,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` unless the connection can host. */
  async requireConnection(accountId: string, connectedAccountId: string): Promise<void> {
    const connection = await this.connections.find(accountId, connectedAccountId);
    if (connection?.provider !== 'zoom_admin')
      throw notFound('There is no such connected account, or it cannot host meetings.');
  }

  /** Reads the directory once, if no known user has one of the emails. */
  async execute(command: MapUsers): Promise<MappingDecision> {
    const { accountId, connectedAccountId, wishes, dryRun } = command;
    await this.requireConnection(accountId, connectedAccountId);
    requireDifferentProviders(wishes);
    const first = decideMappings(await this.mappings.known(accountId, connectedAccountId, wishes, null));
    const code = first.rejected.some((one) => one.code === 'host_not_found')
      ? await this.lookAgain(command)
      : undefined;
    if (dryRun) return decideMappings(await this.mappings.known(accountId, connectedAccountId, wishes, null), code);
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const known = await this.mappings.known(accountId, connectedAccountId, wishes, transaction);
      const decision = decideMappings(known, code);
      if (decision.mapped.length > 0) {
        const at = this.clock.now();
        await this.mappings.saveMany(transaction, accountId, connectedAccountId, decision.mapped, at);
      }
      return decision;
    });
  }

  /** Resolves with the code for emails that are still unknown: it differs if the directory cannot be read. */
  private async lookAgain({ accountId, connectedAccountId, provenance }: MapUsers): Promise<string | undefined> {
    try {
      await this.directory.execute({ accountId, connectedAccountId }, provenance);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'bad_gateway') return error.code;
      throw error;
    }
  }
}
