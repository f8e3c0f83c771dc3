import { Clock, DomainError, newId } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import {
  ConnectedAccounts,
  type ConnectedAccountView,
  type ConnectionScope,
} from '../../domain/connected-accounts.port.js';
import { CredentialStore } from '../../domain/credential-store.port.js';
import {
  type DirectoryCredentials,
  type DirectoryIdentity,
  ExternalDirectory,
} from '../../domain/external-directory.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';

export interface VerifiedConnection {
  accountId: string;
  scope: ConnectionScope;
  userId: string | null;
  identity: DirectoryIdentity;
  credentials: DirectoryCredentials;
  provenance: Provenance;
}

/**
 * Keeps a connection to a Zoom account whose credentials have just been seen to work. One Zoom account is one
 * connection of an account: connecting it again renews the credentials and brings its pairs back.
 */
@Injectable()
export class SaveZoomConnection {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly credentials: CredentialStore,
    private readonly directory: ExternalDirectory,
    private readonly pairs: PairFanOut,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(verified: VerifiedConnection): Promise<{ connection: ConnectedAccountView; created: boolean }> {
    const { accountId, scope, userId, credentials, provenance } = verified;
    const at = this.clock.now();
    const zoom = { id: newId('connectedAccount'), scope, userId, identity: named(verified) };
    const saved = await this.unitOfWork.forAccount(accountId, async (transaction) => {
      const result = await this.connections.saveZoom(transaction, accountId, zoom, at);
      const { id } = result.connection;
      await this.credentials.put(transaction, { id, accountId }, credentials);
      const why = { ...provenance, reason: 'connected_account_changed', at } as const;
      if (!result.created) await this.pairs.refresh(transaction, { connectedAccountId: id }, why);
      return result;
    });
    this.directory.forget({ id: saved.connection.id });
    return saved;
  }
}

/** Own credentials name the Zoom account; a consent must tell it. */
function named({ identity, credentials }: VerifiedConnection): DirectoryIdentity & { externalAccountId: string } {
  const typedIn = credentials.type === 'server_to_server' ? credentials.accountId : null;
  const externalAccountId = identity.externalAccountId ?? typedIn;
  if (externalAccountId !== null) return { ...identity, externalAccountId };
  const detail = 'Zoom does not tell which Zoom account the consent is for.';
  throw new DomainError('bad_gateway', { code: 'provider_rejected', detail });
}
