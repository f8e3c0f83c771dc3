import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '../../domain/assignments.port.js';
import {
  type Cause,
  type ListedPair,
  type PairFilter,
  PairList,
  type PairSort,
  type PairSummary,
} from '../../domain/pair-list.port.js';
import type { Matches, ResolvedFilter } from './filter.sql.js';
import { countCauses, countPairs, listKeys, type Place, type Statement } from './keys.sql.js';
import { LIST_DETAILS } from './list-details.sql.js';
import { toListedPair, toSummary } from './list.mapper.js';
import type { CauseRow, ConnectionRow, KeyRow, ListedRow, SummaryRow } from './list.row.js';
import { partsOf } from './order.sql.js';
import { MATCHES, MOST_MATCHES } from './search.sql.js';
import { SharedAnswers } from './shared-answers.js';
import { CONNECTIONS, SUMMARY } from './summary.sql.js';

/** To count so many pairs costs some milliseconds. */
const LARGE = 10_000;

/** Pairs that are in memory at a time while all of them are read. */
const CHUNK = 1_000;

@Injectable()
export class PgPairList extends PairList {
  private readonly counts = new SharedAnswers<number>((total) => total > LARGE);
  private readonly summaries = new SharedAnswers<PairSummary>(({ pairs }) => pairs > LARGE);

  constructor(private readonly database: Database) {
    super();
  }

  override async page(
    accountId: string,
    filter: PairFilter,
    sort: PairSort | null,
    { offset, limit }: PageRequest,
  ): Promise<Page<ListedPair>> {
    const resolved = await this.resolve(accountId, filter);
    const total = await this.count(accountId, resolved, null);
    const wanted = Math.min(limit, total - offset);
    if (wanted <= 0) return { items: [], total };
    const keys = await this.keys(accountId, resolved, sort, { offset, limit: wanted });
    return { items: await this.details(accountId, keys), total };
  }

  override async *all(accountId: string, filter: PairFilter, sort: PairSort | null): AsyncGenerator<ListedPair[]> {
    const resolved = await this.resolve(accountId, filter);
    for (const part of partsOf(sort)) {
      let after: Place | undefined;
      for (;;) {
        const keys = await this.run<KeyRow>(listKeys(accountId, resolved, part, { after, offset: 0, limit: CHUNK }));
        yield await this.details(accountId, keys);
        after = keys.at(-1)?.place;
        if (keys.length < CHUNK) break;
      }
    }
  }

  override async needingAttention(
    accountId: string,
    filter: PairFilter,
    { offset, limit }: PageRequest,
  ): Promise<Page<ListedPair> & { byCause: Partial<Record<Cause, number>> }> {
    const resolved = await this.resolve(accountId, { ...filter, needingAttention: true });
    const causes = await this.run<CauseRow>(countCauses(accountId, resolved));
    const total = causes.reduce((sum, { pairs }) => sum + pairs, 0);
    const byCause = Object.fromEntries(causes.map(({ cause, pairs }) => [cause, pairs]));
    const wanted = Math.min(limit, total - offset);
    if (wanted <= 0) return { items: [], total, byCause };
    const keys = await this.keys(accountId, resolved, null, { offset, limit: wanted });
    return { items: await this.details(accountId, keys), total, byCause };
  }

  override summary(accountId: string): Promise<PairSummary> {
    return this.summaries.ask(accountId, async () => {
      const connections = await this.database.query<ConnectionRow>(CONNECTIONS, [accountId]);
      return toSummary(await this.database.query<SummaryRow>(SUMMARY, [accountId]), connections);
    });
  }

  private async resolve(accountId: string, filter: PairFilter): Promise<ResolvedFilter> {
    if (filter.search === undefined) return { ...filter, matches: null };
    const [found] = await this.run<Matches>({ text: MATCHES, values: [accountId, filter.search] });
    const few = found !== undefined && Object.values(found).every((ids: string[]) => ids.length <= MOST_MATCHES);
    return { ...filter, matches: few ? found : null };
  }

  private count(accountId: string, filter: ResolvedFilter, where: string | null): Promise<number> {
    const { matches: _, ...question } = filter;
    return this.counts.ask(JSON.stringify([accountId, question, where]), async () => {
      const [row] = await this.run<{ total: number }>(countPairs(accountId, filter, where));
      return row?.total ?? 0;
    });
  }

  private async keys(
    accountId: string,
    filter: ResolvedFilter,
    sort: PairSort | null,
    { offset, limit }: PageRequest,
  ): Promise<KeyRow[]> {
    const keys: KeyRow[] = [];
    let skipped = offset;
    for (const part of partsOf(sort)) {
      const range = { offset: skipped, limit: limit - keys.length };
      const found = await this.run<KeyRow>(listKeys(accountId, filter, part, range));
      keys.push(...found);
      if (keys.length === limit) break;
      skipped = keys.length > 0 ? 0 : Math.max(0, skipped - (await this.count(accountId, filter, part.where)));
    }
    return keys;
  }

  private async details(accountId: string, keys: readonly KeyRow[]): Promise<ListedPair[]> {
    if (keys.length === 0) return [];
    const services = keys.map(({ service_id: id }) => id);
    const providers = keys.map(({ provider_id: id }) => id);
    return (await this.database.query<ListedRow>(LIST_DETAILS, [accountId, services, providers])).map(toListedPair);
  }

  /**
   * Not prepared: there are as many statements as there are combinations of conditions, and each is best planned for
   * its own values.
   */
  private run<Row extends object>({ text, values }: Statement): Promise<Row[]> {
    return this.database.session(async (client) => (await client.query<Row>({ text, values })).rows);
  }
}
