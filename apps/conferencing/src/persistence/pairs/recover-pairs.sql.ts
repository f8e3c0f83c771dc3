import { eventColumns, publish } from './publish.sql.js';

/**
 * Locks up to $1 pairs of which the topic has shown more than the database knows. The statements that follow in the
 * transaction see everything that was written to the pairs before.
 */
export const LOCK_OVERTAKEN = `
SELECT lost.aggregateid AS key, lost.version, lost.payload::jsonb -> 'data' AS shown,
       sp.tombstone_id IS NOT NULL OR NOT (sp.in_catalog AND sp.service_live) AS ended
FROM outbox_lost_keys lost
JOIN service_providers sp
  ON sp.service_id = split_part(lost.aggregateid, '/', 1) AND sp.provider_id = split_part(lost.aggregateid, '/', 2)
ORDER BY lost.aggregateid
LIMIT $1
FOR UPDATE OF lost SKIP LOCKED
FOR UPDATE OF sp`;

const CHANGE = `CASE
        WHEN sp.resource IS NULL THEN 'cleared'
        WHEN lost.shown IS NULL THEN 'assigned'
        WHEN sp.connected_account_id = lost.shown #>> '{connected_account,id}'
          AND sp.external_user_id = lost.shown #>> '{external_user,id}' THEN 'refreshed'
        ELSE 'reassigned'
      END`;

/**
 * Publishes the state of each pair, above the version in the topic and above its own. $1 keys, $2 versions in the
 * topic, $3 resources in the topic (null: no host), $4 now, $5 traceparent.
 */
export const RECOVER_PAIRS = `
WITH lost AS (
  SELECT key, version, nullif(shown, 'null'::jsonb) AS shown
  FROM unnest($1::text[], $2::bigint[], $3::jsonb[]) AS lost (key, version, shown)
),
changed AS (
  UPDATE service_providers sp
  SET version = greatest(sp.version, lost.version) + 1,
      ${eventColumns(CHANGE, "'recovered'", "'system:repair'", '$4')}
  FROM lost
  WHERE sp.service_id = split_part(lost.key, '/', 1) AND sp.provider_id = split_part(lost.key, '/', 2)
  RETURNING new.event_id, lost.key, new.version, new.occurred_at, conferencing_event(new, lost.shown) AS payload
),
${publish(5)}
SELECT count(*)::int AS recovered FROM changed`;

/** Ends the keys of pairs that have left the catalog. $1 keys, $2 now. */
export const END_RECOVERED = `
WITH ended AS (
  UPDATE service_providers sp SET tombstone_id = new_event_id()
  FROM unnest($1::text[]) AS ended (key)
  WHERE sp.service_id = split_part(ended.key, '/', 1) AND sp.provider_id = split_part(ended.key, '/', 2)
  RETURNING new.tombstone_id, ended.key, new.version
)
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT tombstone_id, 'conferencing', key, 'conferencing.updated.v1', version, NULL, $2 FROM ended`;

/**
 * Clears those of the keys $1 that the topic has and the database never had: a \`cleared\` above the topic's version.
 * $2 now. The keys stay known with that version and with the event ids; nothing else of them is published.
 */
export const CLEAR_UNKNOWN = `
WITH unknown AS (
  SELECT lost.aggregateid AS key, lost.version + 1 AS version, lost.payload::jsonb AS shown,
         new_event_id() AS event_id, new_event_id() AS tombstone_id
  FROM outbox_lost_keys lost
  WHERE lost.aggregateid = ANY ($1::text[]) AND lost.payload IS NOT NULL AND NOT EXISTS (
    SELECT FROM service_providers sp
    WHERE sp.service_id = split_part(lost.aggregateid, '/', 1) AND sp.provider_id = split_part(lost.aggregateid, '/', 2))
  ORDER BY lost.aggregateid
  FOR UPDATE
),
ended AS (
  UPDATE outbox_lost_keys lost
  SET version = unknown.version, payload = NULL, cleared_by = ARRAY[unknown.event_id, unknown.tombstone_id]
  FROM unknown WHERE lost.aggregateid = unknown.key
)
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT event_id, 'conferencing', key, 'conferencing.updated.v1', version,
       conferencing_event(
         jsonb_populate_record(NULL::service_providers, jsonb_build_object(
           'service_id', split_part(key, '/', 1), 'provider_id', split_part(key, '/', 2),
           'account_id', shown ->> 'account_id', 'version', version, 'change', 'cleared', 'reason', 'recovered',
           'actor', 'system:repair', 'event_id', event_id, 'occurred_at', $2::timestamptz, 'host_state', 'unassigned')),
         nullif(shown -> 'data', 'null'::jsonb)),
       $2
FROM unknown
RETURNING aggregateid AS key`;

/** The tombstones of keys that were just cleared. $1 keys, $2 now. */
export const END_UNKNOWN = `
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT cleared_by[2], 'conferencing', aggregateid, 'conferencing.updated.v1', version, NULL, $2
FROM outbox_lost_keys WHERE aggregateid = ANY ($1::text[])`;
