import { TOPICS } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import type { Watermarks } from '@conferencing/messaging';
import { ADOPT_TOPIC, type Judgement, LostKeys, type ShownHead } from '@conferencing/outbox';
import { TopicHeads } from '../persistence/pairs/topic-heads.repository.js';

/**
 * Goes on with a new `conferencing.updated`. The versions that the old topic has shown come from its consumers: a key of
 * which they have seen more than the database has is published above that.
 */
export async function adoptConferencingUpdated(
  database: Database,
  topicId: string,
  marks: readonly Watermarks[],
  shownElsewhere: AsyncIterable<readonly ShownHead[]>,
): Promise<Judgement> {
  const lost = new LostKeys(database.pool, new TopicHeads(database));
  const found: Judgement = { overtaken: 0, unknown: 0 };
  for await (const page of shownElsewhere) {
    const { overtaken, unknown } = await lost.judge(page);
    found.overtaken += overtaken;
    found.unknown += unknown;
  }
  const begins = marks.map(({ low }) => low.toString());
  await database.pool.query(ADOPT_TOPIC, [TOPICS.conferencingUpdated, topicId, begins]);
  return found;
}
