import { TOPICS } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import { ConsumedPartitions, type Watermarks } from '@conferencing/messaging';

/** Whether everything before these ends of `conferencing.updated` is applied here. */
export async function hasReached(database: Database, ends: Iterable<Watermarks>): Promise<boolean> {
  const consumed = await new ConsumedPartitions(database.pool).list({ topic: TOPICS.conferencingUpdated });
  const reached = new Map(consumed.map(({ partition, nextOffset }) => [partition, nextOffset]));
  return [...ends].every(({ partition, low, high }) => high === low || (reached.get(partition) ?? 0n) >= high);
}
