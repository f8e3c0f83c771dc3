/** The storage of the outbox's rows: it changes when they are replaced as a whole. */
export const STORAGE = `SELECT pg_relation_filenode('outbox'::regclass)::text AS storage`;

/** $1 owner, $2 stamp. It does not mark the relay as alive: it may hold partitions only after its look. */
export const REGISTER_STAMP = `
INSERT INTO outbox_relays (owner, deadline, stamp) VALUES ($1, clock_timestamp(), $2)
ON CONFLICT (owner) DO UPDATE SET stamp = excluded.stamp`;

/**
 * $1 owner, $2 the stamps one of which must be stored, $3 the new one, $4 topic, $5 its id, $6 offsets up to which
 * every record came from this database (null: no change). Offsets move only with the proof that the database is still
 * the same.
 */
export const BEAT = `
WITH alive AS (
  UPDATE outbox_relays SET stamp = $3 WHERE owner = $1 AND stamp = ANY ($2::text[]) RETURNING owner
), moved AS (
  UPDATE outbox_topics SET next_offsets = $6::bigint[], problem = NULL
  WHERE topic = $4 AND topic_id = $5 AND EXISTS (SELECT FROM alive)
    AND (next_offsets <> $6::bigint[] OR problem IS NOT NULL)
)
SELECT count(*)::int AS alive FROM alive`;

/** $1 owner, $2 its stamps, $3 topic, $4 its id, $5 offsets up to which the look has read. */
export const LOOKED = `
INSERT INTO outbox_topics (topic, topic_id, next_offsets)
SELECT $3, $4, $5::bigint[] FROM outbox_relays WHERE owner = $1 AND stamp = ANY ($2::text[])
ON CONFLICT (topic) DO UPDATE SET next_offsets = excluded.next_offsets, problem = NULL
WHERE outbox_topics.topic_id = excluded.topic_id`;

/** $1 topic. */
export const KNOWN_TOPIC = `
SELECT topic_id, next_offsets::text[] AS next_offsets FROM outbox_topics WHERE topic = $1`;

/** $1 topic, $2 why publishing waits. */
export const TOPIC_PROBLEM = `
UPDATE outbox_topics SET problem = $2 WHERE topic = $1 AND problem IS DISTINCT FROM $2`;

/** $1 topic, $2 its id, $3 offsets from which the next look reads. */
export const ADOPT_TOPIC = `
INSERT INTO outbox_topics (topic, topic_id, next_offsets) VALUES ($1, $2, $3::bigint[])
ON CONFLICT (topic) DO UPDATE
SET topic_id = excluded.topic_id, next_offsets = excluded.next_offsets, problem = NULL`;

/** $1 keys. */
export const WAITING_ROWS = `
SELECT aggregateid AS key, version::float8 AS version, id FROM outbox WHERE aggregateid = ANY ($1::text[])`;

/** $1 keys, $2 versions, $3 payloads: each key once. The last record of a key decides its content. */
export const NOTE_LOST_KEYS = `
INSERT INTO outbox_lost_keys AS known (aggregateid, version, payload)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])
ON CONFLICT (aggregateid) DO UPDATE
SET version = greatest(known.version, excluded.version), payload = excluded.payload, cleared_by = '{}'
WHERE excluded.version > known.version OR known.cleared_by = '{}'`;

/**
 * $1 keys. Removes every waiting row of keys whose state is about to be published above the version in the topic. For a
 * transaction that has locked the aggregates in an earlier statement, so that no new row of theirs can appear.
 */
export const SUPERSEDE = `
WITH waiting AS (DELETE FROM outbox WHERE aggregateid = ANY ($1::text[])),
blocked AS (DELETE FROM outbox_blocked_keys WHERE aggregateid = ANY ($1::text[]))
DELETE FROM outbox_lost_keys WHERE aggregateid = ANY ($1::text[])`;

/** Whether there is any. */
export const ANY_LOST_KEY = `SELECT EXISTS (SELECT FROM outbox_lost_keys) AS any`;
