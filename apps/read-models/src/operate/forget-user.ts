import { withoutUser } from '@conferencing/contracts';
import { type Database, type Queryable, queryableOn } from '@conferencing/database';
import type { PoolClient } from 'pg';
import { type Generation, LIVE, NEXT, PREVIOUS } from '../persistence/generation.js';
import type { Projection } from '../projections/projection.js';
import { PROJECTIONS } from '../projections/projections.js';
import { dropTable, tableExists } from '../rebuild/rebuild.sql.js';
import { RebuildSession } from '../rebuild/rebuild-session.js';
import { COPIES, type Copy, pageNaming, replaceText } from './forget-user.sql.js';

const PAGE = 1_000;

export interface RedactOptions {
  /** False to count only. */
  write: boolean;
  /** How many rows so far. */
  onLooked: (rows: number) => void;
}

/**
 * Removes the user's email and names from every copy: what is shown, the tables before the last rebuild, and what an
 * interrupted rebuild has left. Meanwhile nothing can be rebuilt. Returns the number of rows by table.
 *
 * @throws DomainError `conflict` while something is being rebuilt
 */
export async function redactUser(database: Database, id: string, { write, onLooked }: RedactOptions) {
  return await database.session(async (client) => {
    if (write) for (const projection of PROJECTIONS) await holdRebuilds(client, projection);
    const found: Record<Copy['table'], number> = { history: 0, conferencing_current: 0 };
    const statements = queryableOn(client);
    let looked = 0;
    // What an interrupted rebuild has left has no index, and is dropped when something is written.
    const generations: readonly Generation[] = write ? [LIVE, PREVIOUS, NEXT] : [LIVE, PREVIOUS];
    for (const copy of COPIES) {
      for (const generation of generations) {
        const [table] = await statements.query<{ exists: boolean }>(tableExists(generation, copy));
        if (table?.exists !== true) continue;
        for await (const { rows, naming } of redacted(statements, generation, copy, id, write)) {
          found[copy.table] += naming;
          onLooked((looked += rows));
        }
      }
    }
    return found;
  });
}

/** The next rebuild starts afresh. An interrupted roll-back goes on, so its table stays. */
async function holdRebuilds(client: PoolClient, projection: Projection): Promise<void> {
  const session = await RebuildSession.open(client, projection);
  if ((await session.last())?.phase === 'rebuilding') await session.run(dropTable(NEXT, projection));
}

/** Page by page, each row in a statement of its own: no lock is held for long. */
async function* redacted(database: Queryable, generation: Generation, copy: Copy, id: string, write: boolean) {
  type Row = Record<string, unknown> & { text: string | null };
  let last: unknown[] = copy.key.map(([, , first]) => first);
  for (;;) {
    const page = await database.query<Row>(pageNaming(generation, copy), [id, PAGE, ...last]);
    if (page.length === 0) return;
    let naming = 0;
    for (const row of page) {
      const text = row.text === null ? null : withoutUser(row.text, id);
      last = copy.key.map(([column]) => row[column]);
      if (text === row.text) continue;
      naming += 1;
      if (write) await database.execute(replaceText(generation, copy), [row.text, text, ...last]);
    }
    yield { rows: page.length, naming };
  }
}
