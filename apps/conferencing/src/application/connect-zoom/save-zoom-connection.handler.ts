import { Clock, newId } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import {
  ConnectedAccounts,
  type ConnectedAccountView,
  type ConnectionScope,
  type NewZoomConnection,
} from '../../domain/connected-accounts.port.js';
import { CredentialStore } from '../../domain/credential-store.port.js';
import {
  type DirectoryCredentials,
  type DirectoryIdentity,
  ExternalDirectory,
} from '../../domain/external-directory.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';

export interface VerifiedConnection {
  accountId: string;
  scope: ConnectionScope;
  userId: string | null;
  identity: DirectoryIdentity;
  credentials: DirectoryCredentials;
  provenance: Provenance;
}

/**
 * Stores a connection to a Zoom account whose credentials were just checked. One Zoom account is one connection of an
 * account: connecting it again renews the credentials and repairs its pairs.
 */
@Injectable()
export class SaveZoomConnectionHandler {
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
    const save = async (transaction: Transaction) => {
      const identity = await this.named(transaction, verified, at);
      const zoom = { id: newId('connectedAccount'), scope, userId, identity };
      const result = await this.connections.saveZoom(transaction, accountId, zoom, at);
      const { id } = result.connection;
      await this.credentials.put(transaction, { id, accountId }, credentials);
      const why = { ...provenance, reason: 'connected_account_changed', at } as const;
      if (!result.created) await this.pairs.refresh(transaction, { connectedAccountId: id }, why);
      return result;
    };
    // Zoom gives a consent's tokens once.
    const saved = await this.unitOfWork.forAccount(accountId, save, { outlivesCaller: true });
    this.directory.forget({ id: saved.connection.id });
    return saved;
  }

  /**
   * If Zoom does not name the Zoom account of a consent, its owner identifies it: they are a user of a connected
   * account, or stand for a new one until a later consent names it.
   */
  private async named(
    transaction: Transaction,
    { accountId, identity }: VerifiedConnection,
    at: Date,
  ): Promise<NewZoomConnection['identity']> {
    const { externalAccountId, externalSubject } = identity;
    if (externalAccountId !== null) {
      await this.connections.nameZoomAccount(transaction, accountId, externalSubject, externalAccountId, at);
      return { ...identity, externalAccountId };
    }
    const known = await this.connections.zoomAccountOf(transaction, accountId, externalSubject);
    return { ...identity, externalAccountId: known ?? externalSubject };
  }
}
