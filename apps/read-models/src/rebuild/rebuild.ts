import { TOPICS } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import { NEXT, PREVIOUS } from '../persistence/generation.js';
import type { Projection } from '../projections/projection.js';
import { PROJECTIONS } from '../projections/projections.js';
import { fill, type Run } from './fill.js';
import type { RebuildOptions, RebuildResult } from './rebuild.options.js';
import { RebuildSession } from './rebuild-session.js';
import { dropTable, previousToNext, tableExists } from './rebuild.sql.js';
import { topicBounds } from './topic-feed.js';

/** The names that a rebuild takes: of the projections, and of the queries that read the same table. */
export const REBUILDABLE: readonly string[] = namesOf(PROJECTIONS);

function namesOf(projections: readonly Projection[]): string[] {
  return projections.flatMap(({ name, views }) => [name, ...views]);
}

/**
 * Builds a projection anew from the topic, beside the live table, while queries are answered and events come in, and
 * swaps the tables in the end. The old one stays as the previous generation, see {@link rollBack}. Whatever interrupts
 * it, the live table is untouched and the next call starts afresh.
 *
 * History keeps the changes that the compacted topic has forgotten: they are carried over from the live table.
 *
 * @throws DomainError `not_found` for an unknown name; `conflict` while another process rebuilds it, or when the new table
 * lacks rows that the live one has
 */
export function rebuild(name: string, options: RebuildOptions): Promise<RebuildResult> {
  return withSession(name, options, async (run) => {
    const { session, projection } = run;
    await session.mark('rebuilding');
    await session.run(dropTable(NEXT, projection), projection.createTable(NEXT));
    if (projection.carryOver !== null) await session.run(projection.carryOver);
    return fill(run, (await topicBounds(options.kafka, run.topic)).low, true);
  });
}

/**
 * Puts the previous generation back in place, after it got what has happened since it was swapped out.
 *
 * @throws DomainError `conflict` when there is none
 */
export function rollBack(name: string, options: RebuildOptions): Promise<RebuildResult> {
  return withSession(name, options, async (run) => {
    const { session, projection } = run;
    const last = await session.last();
    const started = last?.phase === 'rolling_back';
    const { exists } = await session.ask<{ exists: boolean }>(tableExists(started ? NEXT : PREVIOUS, projection));
    if (last === undefined || !exists) {
      const detail = `There is no previous generation of ${projection.name} to go back to.`;
      throw new DomainError('conflict', { code: 'conflict', detail });
    }
    if (!started) {
      await session.transaction(async () => {
        await session.run(...previousToNext(projection));
        await session.mark('rolling_back');
      });
    }
    return fill(run, last.offsets, false);
  });
}

async function withSession(
  name: string,
  options: RebuildOptions,
  work: (run: Run) => Promise<RebuildResult>,
): Promise<RebuildResult> {
  const projections = options.projections ?? PROJECTIONS;
  const projection = projections.find((one) => one.name === name || one.views.includes(name));
  if (projection === undefined) {
    const detail = `There is no projection ${name}; there are ${namesOf(projections).join(', ')}.`;
    throw new DomainError('not_found', { code: 'not_found', detail });
  }
  const pool = openPool(
    { url: options.databaseUrl, size: 8, applicationName: 'rebuild', statementTimeoutMs: 0 },
    () => undefined,
  );
  try {
    const database = new Database(pool);
    return await database.session(async (client) => {
      const session = await RebuildSession.open(client, projection);
      const topic = options.topic ?? TOPICS.conferencingUpdated;
      return work({ projection, session, database, topic, options });
    });
  } finally {
    await pool.end();
  }
}
