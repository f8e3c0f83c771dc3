import type { Database } from '@conferencing/database';
import { HistoryHeads, type NewestChange } from '../projections/history/history-heads.js';

const PAGE = 1_000;

/** The newest change of every known pair, 1,000 pairs a page. */
export async function* newestChanges(database: Database): AsyncGenerator<readonly NewestChange[]> {
  const history = new HistoryHeads(database);
  for (let after: string | null = null; ;) {
    const page: NewestChange[] = await history.newest(after, PAGE);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.key ?? null;
  }
}
