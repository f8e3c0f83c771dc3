import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@conferencing/kernel';
import type { Projection } from '../projections/projection.js';
import { holdWriters, swapTables } from './rebuild.sql.js';
import type { RebuildSession } from './rebuild-session.js';
import { FeedTooSlow, type Offsets, type TopicFeed } from './topic-feed.js';

/**
 * How long the new table may take to catch up in one attempt, milliseconds; writers wait meanwhile, readers don't. The
 * swap itself needs the live table alone: it waits for up to 3 s for queries in flight, and new ones queue
 * behind it. So a slow query can hold readers up once in each attempt.
 */
const CATCH_UP_MS = 5_000;
const ATTEMPTS = 10;
const PAUSE_MS = 500;
const LOCK_NOT_AVAILABLE = '55P03';

interface Parity {
  missing: number;
  differ: number;
}

/**
 * Puts the new table in the place of the live one, in one transaction: writers are held, the new table gets what the
 * topic has until then, which is at least what the live one was made of; both are compared; the names are swapped. The
 * consumer goes on from its own offsets against the new table, where what it repeats changes nothing.
 *
 * @param ends answers where the topic ends now
 * @returns how many rows differ at the same version
 */
export async function handOver(
  session: RebuildSession,
  projection: Projection,
  feed: TopicFeed,
  ends: () => Promise<Offsets>,
  force: boolean,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await session.transaction(async () => {
        await session.run(...holdWriters(projection));
        await feed.reached(await ends(), CATCH_UP_MS);
        await feed.pause();
        await session.run(projection.carryOverRest);
        const { missing, differ } = await session.ask<Parity>(projection.parity);
        if (missing > 0 && !force) throw lacksRows(projection, missing);
        await session.run(...swapTables(projection));
        await session.mark('swapped', feed.positions);
        return differ;
      });
    } catch (error) {
      if (!isBusy(error) || attempt >= ATTEMPTS) throw error;
      feed.resume();
      await sleep(PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof FeedTooSlow || (error as { code?: unknown }).code === LOCK_NOT_AVAILABLE;
}

function lacksRows({ name }: Projection, missing: number): DomainError {
  return new DomainError('conflict', {
    code: 'conflict',
    detail: `The new ${name} lacks ${missing} rows of the old one, which stays in use. Force the swap if the old one is wrong.`,
  });
}
