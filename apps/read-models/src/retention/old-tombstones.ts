import { inBatches, oldestBy, type Retained } from '@conferencing/database';
import { LIVE } from '../persistence/generation.js';

/**
 * A tombstone's row holds the version below which nothing of the pair may be applied. The topic keeps the record for
 * seven days (`delete.retention.ms`) after its segment was cleaned; the row stays a day longer than seven from the event.
 */
const KEEP_DAYS = 8;
const ROWS = 1_000;

/** $1 days, $2 row limit. */
const DELETE_TOMBSTONES = `
  DELETE FROM ${LIVE}.conferencing_current WHERE (service_id, provider_id) IN (
    SELECT service_id, provider_id FROM ${LIVE}.conferencing_current
    WHERE tombstone AND occurred_at < now() - $1::int * interval '1 day' LIMIT $2)`;

const OLDEST_TOMBSTONE = `SELECT min(occurred_at) AS at FROM ${LIVE}.conferencing_current WHERE tombstone`;

/** Pairs that have left the catalog long ago. */
export const oldTombstones: Retained = {
  table: 'conferencing_current',
  clean: (database) => inBatches(database, DELETE_TOMBSTONES, [KEEP_DAYS], ROWS),
  oldest: (database) => oldestBy(database, OLDEST_TOMBSTONE),
};
