/** The expected last record of a pair's key in the topic: the last event, or the tombstone that ended the key. */
const HEAD = `sp.service_id || '/' || sp.provider_id AS key, sp.version, sp.tombstone_id IS NOT NULL AS tombstone,
  sp.event_id, sp.tombstone_id, sp.account_id, sp.host_state, rfc3339(sp.occurred_at) AS occurred_at, sp.resource`;

const OF_KEYS = `
FROM unnest($1::text[]) AS wanted (key)
JOIN service_providers sp
  ON sp.service_id = split_part(wanted.key, '/', 1) AND sp.provider_id = split_part(wanted.key, '/', 2)
WHERE sp.version > 0`;

/** $1 keys. */
export const HEADS_OF_KEYS = `SELECT ${HEAD} ${OF_KEYS}`;

/** One page of all heads. $1 service and $2 provider of the last one seen ('' at first), $3 how many. */
export const HEADS_AFTER = `
SELECT ${HEAD}
FROM service_providers sp
WHERE (sp.service_id, sp.provider_id) > ($1, $2) AND sp.version > 0
ORDER BY sp.service_id, sp.provider_id
LIMIT $3`;

/**
 * Writes the last record of each of these keys to the outbox once more, with the pair's current state. Before a tombstone
 * comes the event that it follows: a subscriber may know the pair with a host, and ignore tombstones. $1 keys.
 */
export const REPUBLISH = `
WITH pair AS MATERIALIZED (
  SELECT sp.service_id, sp.provider_id, sp.version, sp.occurred_at, sp.event_id, sp.tombstone_id,
         conferencing_event(sp, NULL) AS event
  ${OF_KEYS}
  ORDER BY sp.service_id, sp.provider_id
  FOR UPDATE OF sp
),
written AS (
  INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
  SELECT record.id, 'conferencing', pair.service_id || '/' || pair.provider_id, 'conferencing.updated.v1',
         pair.version, record.payload, pair.occurred_at
  FROM pair
  CROSS JOIN LATERAL (VALUES (1, pair.event_id, pair.event), (2, pair.tombstone_id, NULL)) AS record (place, id, payload)
  WHERE record.id IS NOT NULL
  ORDER BY pair.service_id, pair.provider_id, record.place
  RETURNING aggregateid
)
SELECT count(DISTINCT aggregateid)::int AS keys FROM written`;
