import { SELECTIONS } from './clear-host.sql.js';

/**
 * Ends the keys of the selected pairs with a tombstone, if a key was published before and has not ended. It has the
 * last version. $1 now, $2 traceparent, $3 … the selection's ids.
 */
export function endKeys(selection: keyof typeof SELECTIONS): string {
  return `
WITH ended AS (
  UPDATE service_providers sp SET tombstone_id = new_event_id(), host_lost = false
  WHERE ${SELECTIONS[selection](3)} AND sp.version > 0 AND sp.tombstone_id IS NULL
  RETURNING new.tombstone_id, new.service_id || '/' || new.provider_id AS key, new.version
)
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at, traceparent)
SELECT tombstone_id, 'conferencing', key, 'conferencing.updated.v1', version, NULL, $1, $2 FROM ended`;
}
