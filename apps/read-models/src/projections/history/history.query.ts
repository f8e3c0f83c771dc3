import type { ConferencingUpdatedV1, GetHistory, HistoryMeta } from '@conferencing/contracts';
import { pageMeta, pageRange } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { JsonText } from '../json-text.js';
import { toEntry } from './history-entry.js';
import { COUNT_HISTORY, LIST_HISTORY } from './list-history.sql.js';

@Injectable()
export class HistoryQuery {
  constructor(private readonly database: Database) {}

  /** Every change of the pair, newest first; an empty list for a pair that nothing is known of. */
  async history(accountId: string, request: GetHistory): Promise<JsonText> {
    const pair = [accountId, request.service_id, request.provider_id];
    const range = pageRange(request);
    const [rows, [counted]] = await Promise.all([
      this.database.reading(accountId).query<{ event: string }>(LIST_HISTORY, [...pair, range.limit, range.offset]),
      this.database
        .reading(accountId)
        .query<{ total: number; complete_from_version: number | null }>(COUNT_HISTORY, pair),
    ]);
    const meta: HistoryMeta = {
      ...pageMeta(range, counted?.total ?? 0),
      complete_from_version: counted?.complete_from_version ?? null,
    };
    return JSON.stringify({ data: rows.map(({ event }) => toEntry(JSON.parse(event) as ConferencingUpdatedV1)), meta });
  }
}
