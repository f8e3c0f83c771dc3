import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import {
  ConnectedAccounts,
  type ConnectedAccountView,
  type ConnectionRef,
  type NewCalendarConnection,
  type NewZoomConnection,
} from '../../domain/connected-accounts.port.js';
import type { ConnectionStatus } from '../../domain/host-state.js';
import type { Range, Slice } from '../../domain/slice.js';
import type { SyncRun } from '../../domain/sync-turns.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { readPage } from '../read-page.js';
import {
  CONNECTED_ACCOUNT_BY_ID,
  DELETE_CONNECTED_ACCOUNT,
  LIST_CONNECTED_ACCOUNTS,
  LOCK_CONNECTED_ACCOUNT,
  NAME_ZOOM_ACCOUNT,
  REGISTER_CONNECTED_ACCOUNT,
  RENAME_CONNECTED_ACCOUNT,
  SAVE_ZOOM_CONNECTION,
  ZOOM_ACCOUNT_OF_USER,
} from './connected-accounts.sql.js';
import {
  CONNECTIONS_OF_ZOOM_ACCOUNT,
  SET_REVOKED,
  SET_STATUS_FOUND_BY_SYNC,
  TAKE_DUE_FOR_SYNC,
} from './connection-status.sql.js';

interface ViewRow {
  view: ConnectedAccountView;
}

function only<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('A statement that always returns a row returned none');
  return row;
}

@Injectable()
export class PgConnectedAccounts extends ConnectedAccounts {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(accountId: string, id: string): Promise<ConnectedAccountView | null> {
    const [row] = await this.database.query<ViewRow>(CONNECTED_ACCOUNT_BY_ID, [accountId, id]);
    return row?.view ?? null;
  }

  override async list(accountId: string, page: Range): Promise<Slice<ConnectedAccountView>> {
    const { items, total } = await readPage<ViewRow>(this.database, LIST_CONNECTED_ACCOUNTS, [accountId], page);
    return { items: items.map(({ view }) => view), total };
  }

  override async register(
    accountId: string,
    connection: NewCalendarConnection,
    at: Date,
  ): Promise<ConnectedAccountView> {
    const { id, provider, scope, userId, email, externalSubject, externalAccountId, displayName } = connection;
    const values = [id, accountId, provider, scope, userId, email, externalSubject, externalAccountId, displayName, at];
    return only(await this.database.query<ViewRow>(REGISTER_CONNECTED_ACCOUNT, values)).view;
  }

  override async zoomAccountOf(
    transaction: Transaction,
    accountId: string,
    externalId: string,
  ): Promise<string | null> {
    const queryable = queryableOf(transaction);
    const [row] = await queryable.query<{ zoomAccountId: string }>(ZOOM_ACCOUNT_OF_USER, [accountId, externalId]);
    return row?.zoomAccountId ?? null;
  }

  override async nameZoomAccount(
    transaction: Transaction,
    accountId: string,
    owner: string,
    zoomAccountId: string,
    at: Date,
  ): Promise<void> {
    await queryableOf(transaction).execute(NAME_ZOOM_ACCOUNT, [accountId, owner, zoomAccountId, at]);
  }

  override async saveZoom(
    transaction: Transaction,
    accountId: string,
    { id, scope, userId, identity }: NewZoomConnection,
    at: Date,
  ): Promise<{ connection: ConnectedAccountView; created: boolean }> {
    const { email, externalSubject, externalAccountId, displayName, status } = identity;
    const { view, created } = only(
      await queryableOf(transaction).query<ViewRow & { created: boolean }>(SAVE_ZOOM_CONNECTION, [
        id,
        accountId,
        scope,
        userId,
        email,
        externalSubject,
        externalAccountId,
        displayName,
        status,
        at,
      ]),
    );
    return { connection: view, created };
  }

  override async rename(
    transaction: Transaction,
    accountId: string,
    id: string,
    displayName: string | null,
    at: Date,
  ): Promise<ConnectedAccountView | null> {
    const values = [accountId, id, displayName, at];
    const [row] = await queryableOf(transaction).query<ViewRow>(RENAME_CONNECTED_ACCOUNT, values);
    return row?.view ?? null;
  }

  override async lock(transaction: Transaction, accountId: string, id: string): Promise<boolean> {
    return (await queryableOf(transaction).query(LOCK_CONNECTED_ACCOUNT, [accountId, id])).length > 0;
  }

  override async delete(transaction: Transaction, accountId: string, id: string): Promise<void> {
    await queryableOf(transaction).execute(DELETE_CONNECTED_ACCOUNT, [accountId, id]);
  }

  override async setStatusFoundBy(
    transaction: Transaction,
    run: SyncRun,
    status: ConnectionStatus,
    at: Date,
  ): Promise<boolean> {
    const values = [run.connectedAccountId, run.number, at, status];
    return (await queryableOf(transaction).execute(SET_STATUS_FOUND_BY_SYNC, values)) > 0;
  }

  override async setRevoked(transaction: Transaction, id: string, revokedAt: Date, at: Date): Promise<boolean> {
    return (await queryableOf(transaction).execute(SET_REVOKED, [id, revokedAt, at])) > 0;
  }

  override ofZoomAccount(externalAccountId: string, owner: string | null): Promise<ConnectionRef[]> {
    return this.database.query<ConnectionRef>(CONNECTIONS_OF_ZOOM_ACCOUNT, [externalAccountId, owner]);
  }

  override takeDueForSync(intervalSeconds: number, limit: number): Promise<ConnectionRef[]> {
    return this.database.query<ConnectionRef>(TAKE_DUE_FOR_SYNC, [intervalSeconds, limit]);
  }
}
