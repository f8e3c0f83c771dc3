import type { Database } from '@conferencing/database';
import type { Range } from '../../domain/slice.js';
import { isLarge, SharedAnswers } from '../shared-answers.js';
import { runOnce } from '../statement.js';
import type { ResolvedFilter } from './filter.sql.js';
import { countPairs, listKeys, listPlaces, type Place } from './keys.sql.js';
import type { CountedKeyRow, KeyRow, PlacedKeyRow } from './list.row.js';
import type { Part } from './order.sql.js';

/** In a large list, a page behind this many pairs is read from a milestone on. */
const DEEP = 2_000;
const MILESTONE = 200;
/** A milestone that is off by some pairs moves the page borders by as many. */
const MILESTONES_KEPT_MS = 10_000;

/** The matches of a search are left out of the key: they may be long, and they follow from the search. */
function questionOf(accountId: string, filter: ResolvedFilter, part: Part | null): string {
  return JSON.stringify([accountId, { ...filter, matches: undefined }, part]);
}

/** The pairs of a page. In a list of more than 10,000, no page costs as much as reading up to it. */
export class PageKeys {
  private readonly counts = new SharedAnswers<number>(isLarge);
  private readonly milestones = new SharedAnswers<Place[]>(() => true, MILESTONES_KEPT_MS);
  private readonly beginnings = new SharedAnswers<KeyRow[]>(() => true);

  constructor(private readonly database: Database) {}

  /** The pairs of one page, and the number of pairs in all parts. */
  async page(
    accountId: string,
    filter: ResolvedFilter,
    parts: readonly Part[],
    range: Range,
  ): Promise<{ keys: KeyRow[]; total: number }> {
    const { offset, limit } = range;
    const question = questionOf(accountId, filter, null);
    // Most lists with a filter are small: one statement reads the page and the count.
    if (offset < DEEP && !this.counts.knows(question)) {
      const statement = listKeys(accountId, filter, parts[0]!, { ...range, counted: true });
      const keys = await runOnce<CountedKeyRow>(this.database, accountId, statement);
      const total = keys[0]?.total ?? 0;
      if (isLarge(total)) this.counts.keep(question, total);
      if (keys.length > 0 && keys.length === Math.min(limit, total - offset)) return { keys, total };
    }
    const total = await this.count(accountId, filter, null);
    const wanted = Math.min(limit, total - offset);
    if (wanted <= 0) return { keys: [], total };
    return { keys: await this.read(accountId, filter, parts, { offset, limit: wanted }, total), total };
  }

  private count(accountId: string, filter: ResolvedFilter, part: Part | null): Promise<number> {
    return this.counts.ask(questionOf(accountId, filter, part), async () => {
      const [row] = await runOnce<{ total: number }>(this.database, accountId, countPairs(accountId, filter, part));
      return row?.total ?? 0;
    });
  }

  /** @param total of all parts */
  async read(
    accountId: string,
    filter: ResolvedFilter,
    parts: readonly Part[],
    { offset, limit }: Range,
    total: number,
  ): Promise<KeyRow[]> {
    const keys: KeyRow[] = [];
    let skipped = offset;
    for (const part of parts) {
      const range = { offset: skipped, limit: limit - keys.length };
      const read = isLarge(total) ? this.readLarge : this.readPart;
      keys.push(...(await read.call(this, accountId, filter, part, range)));
      if (keys.length === limit) break;
      skipped = keys.length > 0 ? 0 : Math.max(0, skipped - (await this.count(accountId, filter, part)));
    }
    return keys;
  }

  private readPart(
    accountId: string,
    filter: ResolvedFilter,
    part: Part,
    range: Range & { after?: Place },
  ): Promise<KeyRow[]> {
    return runOnce<KeyRow>(this.database, accountId, listKeys(accountId, filter, part, range));
  }

  private async readLarge(
    accountId: string,
    filter: ResolvedFilter,
    part: Part,
    { offset, limit }: Range,
  ): Promise<KeyRow[]> {
    const question = questionOf(accountId, filter, part);
    const wholeRead = !part.indexed || (filter.warnings ?? []).length > 0;
    if (wholeRead && offset + limit <= DEEP) {
      const whole = { offset: 0, limit: DEEP };
      const beginning = await this.beginnings.ask(question, () => this.readPart(accountId, filter, part, whole));
      return beginning.slice(offset, offset + limit);
    }
    if (!part.indexed || offset < DEEP) return this.readPart(accountId, filter, part, { offset, limit });
    const places = await this.milestones.ask(question, async () =>
      (await runOnce<PlacedKeyRow>(this.database, accountId, listPlaces(accountId, filter, part, MILESTONE))).map(
        ({ place }) => place,
      ),
    );
    const passed = Math.min(Math.floor(offset / MILESTONE), places.length);
    return this.readPart(accountId, filter, part, {
      after: places[passed - 1],
      offset: offset - passed * MILESTONE,
      limit,
    });
  }
}
