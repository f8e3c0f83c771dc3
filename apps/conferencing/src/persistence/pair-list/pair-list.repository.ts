import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import {
  type Cause,
  type ListedPair,
  type PairFilter,
  PairList,
  type PairSort,
  type PairSummary,
} from '../../domain/pair-list.port.js';
import type { Range, Slice } from '../../domain/slice.js';
import { isLarge, SharedAnswers } from '../shared-answers.js';
import { runOnce } from '../statement.js';
import type { Matches, ResolvedFilter } from './filter.sql.js';
import { countCauses, listPlacedKeys, type Place } from './keys.sql.js';
import { LIST_DETAILS } from './list-details.sql.js';
import { toListedPairs, toSummary } from './list.mapper.js';
import type { CauseRow, ConnectionRow, KeyRow, ListedRow, PlacedKeyRow, SummaryRow } from './list.row.js';
import { partsOf } from './order.sql.js';
import { PageKeys } from './page-keys.js';
import { MATCHES, MOST_MATCHES } from './matches.sql.js';
import { CONNECTIONS, SUMMARY } from './summary.sql.js';

/** Pairs that are in memory at a time while all of them are read. */
const CHUNK = 1_000;
/** Keys of pairs that have to be sorted: each chunk costs as much as reading all of them. */
const SORTED_CHUNK = 20_000;

@Injectable()
export class PgPairList extends PairList {
  private readonly keys: PageKeys;
  private readonly pages = new SharedAnswers<Slice<ListedPair>>(() => false);
  private readonly summaries = new SharedAnswers<PairSummary>(({ pairs }) => isLarge(pairs));

  constructor(private readonly database: Database) {
    super();
    this.keys = new PageKeys(database);
  }

  override page(
    accountId: string,
    filter: PairFilter,
    sort: PairSort | null,
    range: Range,
  ): Promise<Slice<ListedPair>> {
    const question = JSON.stringify([accountId, filter, sort, range]);
    return this.pages.ask(question, () => this.readPage(accountId, filter, sort, range));
  }

  override async *all(accountId: string, filter: PairFilter, sort: PairSort | null): AsyncGenerator<ListedPair[]> {
    const resolved = await this.resolve(accountId, filter);
    for (const part of partsOf(sort)) {
      const limit = part.indexed ? CHUNK : SORTED_CHUNK;
      let after: Place | undefined;
      for (;;) {
        const range = { after, offset: 0, limit };
        const statement = listPlacedKeys(accountId, resolved, part, range);
        const keys = await runOnce<PlacedKeyRow>(this.database, accountId, statement);
        for (let first = 0; first === 0 || first < keys.length; first += CHUNK) {
          yield await this.details(accountId, keys.slice(first, first + CHUNK));
        }
        after = keys.at(-1)?.place;
        if (keys.length < limit) break;
      }
    }
  }

  override async needingAttention(
    accountId: string,
    filter: PairFilter,
    { offset, limit }: Range,
  ): Promise<Slice<ListedPair> & { byCause: Partial<Record<Cause, number>> }> {
    const resolved = await this.resolve(accountId, { ...filter, needingAttention: true });
    const causes = await runOnce<CauseRow>(this.database, accountId, countCauses(accountId, resolved));
    const total = causes.reduce((sum, { pairs }) => sum + pairs, 0);
    const byCause = Object.fromEntries(causes.map(({ cause, pairs }) => [cause, pairs]));
    const wanted = Math.min(limit, total - offset);
    if (wanted <= 0) return { items: [], total, byCause };
    const keys = await this.keys.read(accountId, resolved, partsOf(null), { offset, limit: wanted }, total);
    return { items: await this.details(accountId, keys), total, byCause };
  }

  override summary(accountId: string): Promise<PairSummary> {
    return this.summaries.ask(accountId, async () => {
      const reading = this.database.reading(accountId);
      const connections = await reading.query<ConnectionRow>(CONNECTIONS, [accountId]);
      return toSummary(await reading.query<SummaryRow>(SUMMARY, [accountId]), connections);
    });
  }

  private async readPage(
    accountId: string,
    filter: PairFilter,
    sort: PairSort | null,
    range: Range,
  ): Promise<Slice<ListedPair>> {
    const resolved = await this.resolve(accountId, filter);
    const { keys, total } = await this.keys.page(accountId, resolved, partsOf(sort), range);
    return { items: await this.details(accountId, keys), total };
  }

  private async resolve(accountId: string, filter: PairFilter): Promise<ResolvedFilter> {
    if (filter.search === undefined) return { ...filter, matches: null };
    const [found] = await runOnce<Matches>(this.database, accountId, {
      text: MATCHES,
      values: [accountId, filter.search],
    });
    const few = found !== undefined && Object.values(found).every((ids: string[]) => ids.length <= MOST_MATCHES);
    return { ...filter, matches: few ? found : null };
  }

  private async details(accountId: string, keys: readonly KeyRow[]): Promise<ListedPair[]> {
    if (keys.length === 0) return [];
    const services = keys.map(({ service_id: id }) => id);
    const providers = keys.map(({ provider_id: id }) => id);
    const reading = this.database.reading(accountId);
    return toListedPairs(await reading.query<ListedRow>(LIST_DETAILS, [accountId, services, providers]));
  }
}
