import { Injectable } from '@nestjs/common';
import type { DirectoryPerson } from '../../domain/directory-change.js';
import type { ExternalUser, FieldEvent, KnownUser } from '../../domain/external-user.js';
import { WebhookUsers } from '../../domain/webhook-users.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { JOIN_WEBHOOK_USER, LOCK_KNOWN_BY_ID_ALONE } from './join-users.sql.js';
import { LISTED_AT, SAVE_WEBHOOK_USER, USERS_MEANT } from './webhook-users.sql.js';

/** The names of the fields in `field_events`; the statement of the syncs reads them by column name. */
const COLUMNS = {
  email: 'email',
  firstName: 'first_name',
  lastName: 'last_name',
  displayName: 'display_name',
  status: 'status',
  licensed: 'licensed',
  presence: 'presence',
} as const satisfies Record<keyof ExternalUser['fieldEvents'], string>;

type UserRow = Omit<ExternalUser, 'fieldEvents'> & { fieldEvents: Partial<Record<string, FieldEvent>> };

const fields = Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][];

function toUser({ fieldEvents, ...user }: UserRow): ExternalUser {
  return { ...user, fieldEvents: Object.fromEntries(fields.map(([field, column]) => [field, fieldEvents[column]])) };
}

@Injectable()
export class PgWebhookUsers extends WebhookUsers {
  override async load(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    { externalId, email }: DirectoryPerson,
  ): Promise<{ listedAt: Date | null; known: KnownUser[] } | null> {
    const queryable = queryableOf(transaction);
    const connection = [accountId, connectedAccountId];
    const [found] = await queryable.query<{ listedAt: Date | null }>(LISTED_AT, connection);
    if (found === undefined) return null;
    const rows = await queryable.query<UserRow & Pick<KnownUser, 'sameId' | 'sameEmail'>>(USERS_MEANT, [
      ...connection,
      externalId,
      email,
    ]);
    return {
      listedAt: found.listedAt,
      known: rows.map(({ sameId, sameEmail, ...row }) => ({ ...toUser(row), sameId, sameEmail })),
    };
  }

  override async join(
    transaction: Transaction,
    connectedAccountId: string,
    { externalId, email }: DirectoryPerson,
    at: Date,
  ): Promise<ExternalUser | null> {
    const queryable = queryableOf(transaction);
    await queryable.query(LOCK_KNOWN_BY_ID_ALONE, [connectedAccountId]);
    const [row] = await queryable.query<UserRow>(JOIN_WEBHOOK_USER, [connectedAccountId, at, externalId, email]);
    return row === undefined ? null : toUser(row);
  }

  override async save(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    user: ExternalUser,
    at: Date,
  ): Promise<void> {
    const { externalId, email, firstName, lastName, displayName, status, licensed, removed, fieldEvents } = user;
    const reported = Object.fromEntries(fields.map(([field, column]) => [column, fieldEvents[field]]));
    const shown = [externalId, email, firstName, lastName, displayName, status, licensed, removed];
    const values = [user.id, accountId, connectedAccountId, ...shown, JSON.stringify(reported), at];
    await queryableOf(transaction).execute(SAVE_WEBHOOK_USER, values);
  }
}
