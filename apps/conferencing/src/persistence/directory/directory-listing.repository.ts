import { Database, type Queryable } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { DirectoryUser } from '../../domain/external-directory.port.js';
import { DirectoryListing, type ListedUsers, type MissingUser } from '../../domain/external-users.port.js';
import type { SyncRun } from '../../domain/sync-turns.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { APPLY_LISTING } from './apply-listing.sql.js';
import { MISSING_USERS } from './missing-users.sql.js';
import { JOIN_LISTED_USERS, LOCK_KNOWN_BY_ID_ALONE } from './join-users.sql.js';
import {
  ADD_LISTED_USERS,
  COUNT_LISTED_USERS,
  DISCARD_LISTED_USERS,
  JOIN_AS_EVER,
  JOIN_WHOLE_LISTINGS,
} from './listed-users.sql.js';

@Injectable()
export class PgDirectoryListing extends DirectoryListing {
  constructor(private readonly database: Database) {
    super();
  }

  override async add(run: SyncRun, users: readonly DirectoryUser[]): Promise<void> {
    if (users.length === 0) return;
    await this.database.execute(ADD_LISTED_USERS, [
      run.connectedAccountId,
      run.number,
      users.map(({ externalId }) => externalId),
      users.map(({ email }) => email),
      users.map(({ firstName }) => firstName),
      users.map(({ lastName }) => lastName),
      users.map(({ displayName }) => displayName),
      users.map(({ status }) => status),
      users.map(({ licensed }) => licensed),
    ]);
  }

  override missing(run: SyncRun): Promise<MissingUser[]> {
    return this.database.transaction(async (transaction) => {
      await transaction.query(JOIN_WHOLE_LISTINGS);
      return transaction.query<MissingUser>(MISSING_USERS, [run.connectedAccountId, run.number]);
    });
  }

  override async isWhole(transaction: Transaction, run: SyncRun, { count }: ListedUsers): Promise<boolean> {
    const values = [run.connectedAccountId, run.number];
    const [row] = await queryableOf(transaction).query<{ users: number }>(COUNT_LISTED_USERS, values);
    return row?.users === count;
  }

  override async apply(transaction: Transaction, run: SyncRun, { kept }: ListedUsers, at: Date): Promise<string[]> {
    const queryable = queryableOf(transaction);
    await queryable.query(JOIN_WHOLE_LISTINGS);
    const joined = await this.join(queryable, run, at);
    const changed = await queryable.query<{ id: string }>(APPLY_LISTING, [
      run.connectedAccountId,
      run.number,
      at,
      kept,
    ]);
    await queryable.query(JOIN_AS_EVER);
    return [...joined, ...changed].map(({ id }) => id);
  }

  override async discard(run: SyncRun): Promise<void> {
    await this.database.execute(DISCARD_LISTED_USERS, [run.connectedAccountId, run.number]);
  }

  /** Usually no user is known by id alone: then the listing need not be read. */
  private async join(queryable: Queryable, run: SyncRun, at: Date): Promise<{ id: string }[]> {
    const byIdAlone = await queryable.query(LOCK_KNOWN_BY_ID_ALONE, [run.connectedAccountId]);
    return byIdAlone.length === 0 ? [] : queryable.query(JOIN_LISTED_USERS, [run.connectedAccountId, at, run.number]);
  }
}
