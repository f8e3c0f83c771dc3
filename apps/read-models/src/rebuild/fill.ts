import type { Database } from '@conferencing/database';
import { NEXT } from '../persistence/generation.js';
import type { BulkLoad, Projection } from '../projections/projection.js';
import { handOver } from './hand-over.js';
import { ProjectionLoader } from './projection-loader.js';
import type { RebuildOptions, RebuildProgress, RebuildResult } from './rebuild.options.js';
import { analyze } from './rebuild.sql.js';
import type { RebuildSession } from './rebuild-session.js';
import { type Offsets, topicBounds, TopicFeed } from './topic-feed.js';

export interface Run {
  projection: Projection;
  session: RebuildSession;
  /** Connections beside the session's, for what is written while the session holds locks. */
  database: Database;
  topic: string;
  options: RebuildOptions;
}

/**
 * Reads the topic into the new table until nothing is missing, and swaps the tables.
 *
 * @param from where to start reading
 * @param isNew the table has neither rows of the topic nor indexes yet
 */
export async function fill(run: Run, from: Offsets, isNew: boolean): Promise<RebuildResult> {
  const { projection, session, topic, options } = run;
  const startedAt = performance.now();
  const loader = new ProjectionLoader(run.database, projection);
  const feed = new TopicFeed(options.kafka, topic, from);
  const ends = async () => (await topicBounds(options.kafka, topic)).high;
  try {
    if (isNew && projection.bulk !== null) await loadInBulk(run, projection.bulk, feed, loader, await ends());
    if (isNew) await index(run);
    const target = await ends();
    feed.onMove = () => report(run, 'following', feed.distance(), total(from, target));
    feed.onMove();
    await feed.handle((batch) => loader.follow(batch));
    if (loader.undecodableKeys.size > 0) await revisit(run, loader, from, await ends());
    await feed.reached(await ends());
    report(run, 'swapping', 0, 1);
    const differ = await handOver(session, projection, feed, ends, options.force ?? false);
    report(run, 'swapping', 1, 1);
    const { records, undecodable } = loader;
    return {
      projection: projection.name,
      records,
      undecodable,
      differ,
      seconds: (performance.now() - startedAt) / 1_000,
    };
  } finally {
    await feed.close();
  }
}

async function loadInBulk(run: Run, bulk: BulkLoad, feed: TopicFeed, loader: ProjectionLoader, target: Offsets) {
  const all = total(feed.positions, target);
  feed.onMove = () => report(run, 'loading', feed.distance(), all);
  await feed.handle((batch) => loader.load(bulk, batch));
  await feed.reached(target);
  await feed.pause();
  await loader.finishLoading(bulk);
  if (loader.repeats) await run.session.run(bulk.dropRepeats);
}

async function index(run: Run): Promise<void> {
  const statements = run.projection.createIndexes(NEXT);
  for (const [done, statement] of statements.entries()) {
    report(run, 'indexing', done, statements.length);
    await run.session.run(statement);
  }
  await run.session.run(analyze(run.projection));
}

/** Reads the topic once more for the few keys whose newest record was of no use. */
async function revisit({ options, topic }: Run, loader: ProjectionLoader, from: Offsets, target: Offsets) {
  const feed = new TopicFeed(options.kafka, topic, from);
  try {
    await feed.handle((batch) => loader.revisit(batch));
    await feed.reached(target);
  } finally {
    await feed.close();
  }
}

function report({ options }: Run, phase: RebuildProgress['phase'], done: number, of: number): void {
  options.onProgress?.({ phase, done: Math.min(done, of), total: of });
}

function total(from: Offsets, to: Offsets): number {
  return [...to].reduce((sum, [partition, end]) => sum + Number(end - (from.get(partition) ?? end)), 0);
}
