import { Clock, DomainError, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { CatalogReader } from '../../domain/catalog.port.js';
import { ConnectedAccounts } from '../../domain/connected-accounts.port.js';
import { ExternalUsers } from '../../domain/external-users.port.js';
import { resolveHost, type WantedHost } from '../../domain/host-resolution.js';
import type { Provenance } from '../../domain/provenance.js';
import { type UserMapping, UserMappings } from '../../domain/user-mappings.port.js';
import { SyncDirectoryHandler } from '../sync-directory/sync-directory.handler.js';

export interface MappingKey {
  accountId: string;
  connectedAccountId: string;
  providerId: string;
}

export interface MapUser extends MappingKey {
  wanted: WantedHost;
  provenance: Provenance;
}

/** Number of attempts if the resolved user disappears before the save; then the caller gets a 409. */
const ATTEMPTS = 5;

/** Maps a provider to a user of a connected account by hand, by id or by email; reads the directory if needed. */
@Injectable()
export class MapUserHandler {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly catalog: CatalogReader,
    private readonly users: ExternalUsers,
    private readonly mappings: UserMappings,
    private readonly directory: SyncDirectoryHandler,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` unless the connection can host and the provider is active. */
  async requireTarget({ accountId, connectedAccountId, providerId }: MappingKey): Promise<void> {
    const connection = await this.connections.find(accountId, connectedAccountId);
    if (connection?.provider !== 'zoom_admin')
      throw notFound('There is no such connected account, or it cannot host meetings.');
    const provider = await this.catalog.provider(accountId, providerId, null);
    if (provider?.active !== true) throw notFound('There is no such provider, or the provider is deactivated.');
  }

  async execute(command: MapUser): Promise<UserMapping> {
    const { accountId, connectedAccountId, providerId, wanted, provenance } = command;
    let fresh = false;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      await this.requireTarget(command);
      const candidates = await this.users.candidates(accountId, connectedAccountId, wanted, null);
      const resolution = resolveHost(wanted, candidates);
      if ('fault' in resolution) {
        if (resolution.fault.code !== 'host_not_found' || fresh) throw new DomainError('invalid', resolution.fault);
        await this.directory.execute({ accountId, connectedAccountId }, provenance);
        fresh = true;
        continue;
      }
      const { externalUserId } = resolution;
      await this.mappings.save(accountId, connectedAccountId, providerId, externalUserId, this.clock.now());
      const mapping = await this.mappings.find(accountId, connectedAccountId, providerId);
      if (mapping !== null && mapping.externalUser.id === externalUserId) return mapping;
    }
    throw new DomainError('conflict', {
      code: 'conflict',
      detail: 'Other requests are changing this provider. Please try again.',
    });
  }
}
