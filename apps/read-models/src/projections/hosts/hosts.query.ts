import type { HostDetail, ListHosts } from '@conferencing/contracts';
import { pageMeta, pageRange } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { JsonText } from '../json-text.js';
import { type HostRow, toHost } from './hosts.row.js';
import { COUNT_HOSTS, GET_HOST, LIST_HOSTS } from './hosts.sql.js';

@Injectable()
export class HostsQuery {
  constructor(private readonly database: Database) {}

  /** Who hosts what: one host when `external_user_id` is given, else a page of the account's hosts by their id. */
  hosts(accountId: string, request: ListHosts): Promise<JsonText> {
    return request.external_user_id === undefined
      ? this.list(accountId, request)
      : this.get(accountId, request.external_user_id);
  }

  private async list(accountId: string, request: ListHosts): Promise<JsonText> {
    const range = pageRange(request);
    const [rows, [counted]] = await Promise.all([
      this.database.reading(accountId).query<HostRow>(LIST_HOSTS, [accountId, range.limit, range.offset]),
      this.database.reading(accountId).query<{ total: number }>(COUNT_HOSTS, [accountId]),
    ]);
    return JSON.stringify({ data: rows.map(toHost), meta: pageMeta(range, counted?.total ?? 0) });
  }

  private async get(accountId: string, externalUserId: string): Promise<JsonText> {
    type DetailRow = HostRow & Pick<HostDetail, 'services' | 'providers'>;
    const [row] = await this.database.reading(accountId).query<DetailRow>(GET_HOST, [accountId, externalUserId]);
    if (row === undefined) throw notFound('This external user hosts nothing.');
    const data: HostDetail = { ...toHost(row), services: row.services, providers: row.providers };
    return JSON.stringify({ data });
  }
}
