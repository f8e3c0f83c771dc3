import type { ChangeEntry, ChangesMeta, ConferencingUpdatedV1, ListChanges } from '@conferencing/contracts';
import { pageMeta, pageRange } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import { RecentKeys } from '../../recent-keys.js';
import type { JsonText } from '../json-text.js';
import { toChange } from './history-entry.js';
import { changeStatements } from './list-changes.sql.js';

interface ChangeRow {
  service_id: string;
  provider_id: string;
  version: number;
  event: string;
}

interface Counted {
  total: number;
  complete_since: Date | null;
}

/** At 1–4 KB each, some megabytes. */
const CHUNK = 1_000;
/** To count a million takes longer than to read a page of them: above this, a count serves all pages for a moment. */
const COUNTED_EACH_TIME = 10_000;
const COUNT_LIFETIME_MS = 2_000;
const MOST_COUNTS = 1_000;

@Injectable()
export class ChangesQuery {
  private readonly totals = new RecentKeys<Counted>(COUNT_LIFETIME_MS, MOST_COUNTS);

  constructor(private readonly database: Database) {}

  /** The changes of the account that meet every condition, newest first. */
  async changes(accountId: string, request: ListChanges): Promise<JsonText> {
    const { page, values } = changeStatements(request);
    const range = pageRange(request);
    const [rows, { total, complete_since: since }] = await Promise.all([
      this.database.reading(accountId).query<ChangeRow>(page, [accountId, range.limit, range.offset, ...values]),
      this.count(accountId, request),
    ]);
    const meta: ChangesMeta = { ...pageMeta(range, total), complete_since: since?.toISOString() ?? null };
    return JSON.stringify({ data: rows.map(read), meta });
  }

  /** All of them, chunk by chunk, without the changes that happen meanwhile. */
  async *all(accountId: string, request: ListChanges): AsyncGenerator<ChangeEntry[]> {
    const { page, after, values } = changeStatements(request);
    let rows = await this.database.reading(accountId).query<ChangeRow>(page, [accountId, CHUNK, 0, ...values]);
    for (;;) {
      yield rows.map(read);
      const last = rows.at(-1);
      if (last === undefined || rows.length < CHUNK) return;
      const key = [last.service_id, last.provider_id, last.version];
      rows = await this.database.reading(accountId).query<ChangeRow>(after, [accountId, CHUNK, ...key, ...values]);
    }
  }

  private async count(accountId: string, request: ListChanges): Promise<Counted> {
    const { count, values } = changeStatements(request);
    const key = JSON.stringify([count, accountId, ...values]);
    const recent = this.totals.get(key);
    if (recent !== undefined) return recent;
    const [counted] = await this.database.reading(accountId).query<Counted>(count, [accountId, ...values]);
    const found = counted ?? { total: 0, complete_since: null };
    if (found.total > COUNTED_EACH_TIME) this.totals.set(key, found);
    return found;
  }
}

function read({ event }: ChangeRow): ChangeEntry {
  return toChange(JSON.parse(event) as ConferencingUpdatedV1);
}
