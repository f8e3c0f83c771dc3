import { checkRows, type Checked } from './check-rows.js';
import type { ImportKind } from './columns.js';
import { referenceOf, type ReferenceUser } from './reference.js';

export interface CheckTask {
  list: string | Blob;
  kind: ImportKind;
  pairsCsv: string;
  users: ReferenceUser[];
}

export type CheckNews = { rows: number } | { checked: Checked } | { failed: true };

const tell = (news: CheckNews) => self.postMessage(news);

/** Runs in a worker, so that the page answers at once however long the list is. */
self.addEventListener('message', async ({ data }: MessageEvent<CheckTask>) => {
  try {
    const text = typeof data.list === 'string' ? data.list : await data.list.text();
    const reference = referenceOf(data.pairsCsv, data.users);
    tell({ checked: checkRows(text, data.kind, reference, (rows) => tell({ rows })) });
  } catch {
    tell({ failed: true });
  }
});
