import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import { type ExternalUserFilter, ExternalUsers, type ExternalUserView } from '../../domain/external-users.port.js';
import type { HostCandidate, WantedHost } from '../../domain/host-resolution.js';
import type { Range, Slice } from '../../domain/slice.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { readPage } from '../read-page.js';
import { HOST_CANDIDATES, LIST_USERS, USERS_AFTER } from './list-users.sql.js';

interface ViewRow {
  view: ExternalUserView;
}

const AT_A_TIME = 1_000;

@Injectable()
export class PgExternalUsers extends ExternalUsers {
  constructor(private readonly database: Database) {
    super();
  }

  override async list(
    accountId: string,
    connectedAccountId: string,
    { search, status }: ExternalUserFilter,
    page: Range,
  ): Promise<Slice<ExternalUserView>> {
    const values = [accountId, connectedAccountId, search, status];
    const { items, total } = await readPage<ViewRow>(this.database.reading(accountId), LIST_USERS, values, page);
    return { items: items.map(({ view }) => view), total };
  }

  override async *all(accountId: string, connectedAccountId: string): AsyncGenerator<ExternalUserView[]> {
    let last: string | null = null;
    for (;;) {
      const values: unknown[] = [accountId, connectedAccountId, last, AT_A_TIME];
      const rows: ViewRow[] = await this.database.reading(accountId).query<ViewRow>(USERS_AFTER, values);
      if (rows.length > 0) yield rows.map(({ view }) => view);
      if (rows.length < AT_A_TIME) return;
      last = rows.at(-1)?.view.id ?? null;
    }
  }

  override candidates(
    accountId: string,
    connectedAccountId: string,
    wanted: WantedHost,
    transaction: Transaction | null,
  ): Promise<HostCandidate[]> {
    const named = 'email' in wanted ? [null, wanted.email] : [wanted.externalUserId, null];
    const queryable = transaction === null ? this.database : queryableOf(transaction);
    return queryable.query<HostCandidate>(HOST_CANDIDATES, [accountId, connectedAccountId, ...named]);
  }
}
