import { Clock, newId } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { ConnectedAccounts, type ConnectionRef } from '../../domain/connected-accounts.port.js';
import type { DirectoryChange } from '../../domain/directory-change.js';
import {
  applyChange,
  type ExternalUser,
  identify,
  isKnownTwice,
  isOvertaken,
  type UserChange,
} from '../../domain/external-user.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import { WebhookUsers } from '../../domain/webhook-users.port.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';
import { UserMappings } from '../../domain/user-mappings.port.js';

export interface ReportedChange {
  change: DirectoryChange;
  traceparent: string | null;
}

const ACTOR = 'system:webhook';

/**
 * Applies a webhook's change to every connection to that external account, in any of our accounts. A change may arrive
 * late, twice and in any order, so each connection has its own transaction.
 */
@Injectable()
export class ApplyDirectoryChangeHandler {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly users: WebhookUsers,
    private readonly mappings: UserMappings,
    private readonly pairs: PairFanOut,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(reported: ReportedChange): Promise<void> {
    const { change } = reported;
    const owner = change.kind === 'app_deauthorized' ? change.externalSubject : null;
    for (const connection of await this.connections.ofZoomAccount(change.externalAccountId, owner)) {
      await this.unitOfWork.forAccount(connection.accountId, (transaction) =>
        change.kind === 'app_deauthorized'
          ? this.revoke(transaction, connection, reported)
          : this.changeUser(transaction, connection, change, reported),
      );
    }
  }

  private async revoke(transaction: Transaction, connection: ConnectionRef, reported: ReportedChange): Promise<void> {
    const at = this.clock.now();
    if (!(await this.connections.setRevoked(transaction, connection.id, reported.change.occurredAt, at))) return;
    const why = { actor: ACTOR, traceparent: reported.traceparent, at, reason: 'connected_account_changed' } as const;
    await this.pairs.refresh(transaction, { connectedAccountId: connection.id }, why);
  }

  private async changeUser(
    transaction: Transaction,
    { accountId, id: connectedAccountId }: ConnectionRef,
    change: UserChange,
    { traceparent }: ReportedChange,
  ): Promise<void> {
    const { person } = change;
    const found = await this.users.load(transaction, accountId, connectedAccountId, person);
    if (found === null || isOvertaken(change, found.listedAt)) return;
    const at = this.clock.now();
    const joined = isKnownTwice(found.known)
      ? await this.users.join(transaction, connectedAccountId, person, at)
      : null;
    const before = joined ?? identify(change, found.known);
    const after = applyChange(before, change, newId('externalUser')) ?? joined;
    if (after === null) return;
    await this.users.save(transaction, accountId, connectedAccountId, after, at);
    const externalUserIds = [after.id];
    const emails = [before, after].flatMap((user: ExternalUser | null) => user?.email ?? []);
    await this.mappings.mapByEmail(transaction, connectedAccountId, { emails, externalUserIds }, at);
    const why = { actor: ACTOR, traceparent, at, reason: 'external_user_changed' } as const;
    await this.pairs.refresh(transaction, { connectedAccountId, externalUserIds }, why);
  }
}
