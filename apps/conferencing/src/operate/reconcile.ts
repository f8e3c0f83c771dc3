import { TOPICS } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import type { KafkaPort } from '@conferencing/messaging';
import {
  type ReadModelHeads,
  Reconciler,
  type ReconcileProgress,
  type ReconcileReport,
  type ReconcileWish,
} from '@conferencing/outbox';
import { TopicHeads } from '../persistence/pairs/topic-heads.repository.js';
import { readHead } from '../publishing/read-head.js';
import { readShown } from '../publishing/read-shown.js';

export { repairDerivations } from '../persistence/pairs/repair-derivations.js';

export interface ReconcileSurroundings {
  kafka: KafkaPort;
  /** What others show of the pairs, by the name that the report calls it. */
  readModels: Readonly<Record<string, ReadModelHeads>>;
  onProgress: (progress: ReconcileProgress) => void;
}

/**
 * Compares the pairs with the last record of each key in `conferencing.updated` and with read models, and repairs if it
 * is wished.
 *
 * @throws KafkaError, or the database's error; what was repaired until then stays repaired
 */
export function reconcile(
  database: Database,
  surroundings: ReconcileSurroundings,
  wish: ReconcileWish,
): Promise<ReconcileReport> {
  const reconciler = new Reconciler({
    ...surroundings,
    topic: TOPICS.conferencingUpdated,
    pool: database.pool,
    heads: new TopicHeads(database),
    read: readHead,
    readShown,
  });
  return reconciler.run(wish);
}
