/** Where the outbox's rows lie: elsewhere after they were replaced as a whole. */
export const STORAGE_SQL = `SELECT pg_relation_filenode('outbox'::regclass)::text AS storage`;

/** $1 owner, $2 stamp. The relay is not counted as alive by it: it may hold partitions only after its look. */
export const REGISTER_STAMP_SQL = `
INSERT INTO outbox_relays (owner, deadline, stamp) VALUES ($1, clock_timestamp(), $2)
ON CONFLICT (owner) DO UPDATE SET stamp = excluded.stamp`;

/**
 * $1 owner, $2 the stamps one of which has to be there, $3 the new one, $4 topic, $5 its id, $6 offsets up to which every
 * record came from this database (null: as before). Offsets move only with the proof that the database is still the same.
 */
export const BEAT_SQL = `
WITH alive AS (
  UPDATE outbox_relays SET stamp = $3 WHERE owner = $1 AND stamp = ANY ($2::text[]) RETURNING owner
), moved AS (
  UPDATE outbox_topics SET next_offsets = $6::bigint[], problem = NULL
  WHERE topic = $4 AND topic_id = $5 AND EXISTS (SELECT FROM alive)
    AND (next_offsets <> $6::bigint[] OR problem IS NOT NULL)
)
SELECT count(*)::int AS alive FROM alive`;

/** $1 owner, $2 its stamps, $3 topic, $4 its id, $5 offsets: what a look at the topic has covered. */
export const LOOKED_SQL = `
INSERT INTO outbox_topics (topic, topic_id, next_offsets)
SELECT $3, $4, $5::bigint[] FROM outbox_relays WHERE owner = $1 AND stamp = ANY ($2::text[])
ON CONFLICT (topic) DO UPDATE SET next_offsets = excluded.next_offsets, problem = NULL
WHERE outbox_topics.topic_id = excluded.topic_id`;

/** $1 topic. */
export const KNOWN_TOPIC_SQL = `
SELECT topic_id, next_offsets::text[] AS next_offsets FROM outbox_topics WHERE topic = $1`;

/** $1 topic, $2 why publishing waits. */
export const TOPIC_PROBLEM_SQL = `
UPDATE outbox_topics SET problem = $2 WHERE topic = $1 AND problem IS DISTINCT FROM $2`;

/** $1 topic, $2 its id, $3 offsets from which on it is looked at. */
export const ADOPT_TOPIC_SQL = `
INSERT INTO outbox_topics (topic, topic_id, next_offsets) VALUES ($1, $2, $3::bigint[])
ON CONFLICT (topic) DO UPDATE
SET topic_id = excluded.topic_id, next_offsets = excluded.next_offsets, problem = NULL`;

/** $1 keys. */
export const WAITING_ROWS_SQL = `
SELECT aggregateid AS key, version::float8 AS version, id FROM outbox WHERE aggregateid = ANY ($1::text[])`;

/** $1 keys, $2 versions, $3 payloads: each key once. The record that came last says what is shown. */
export const NOTE_LOST_KEYS_SQL = `
INSERT INTO outbox_lost_keys AS known (aggregateid, version, payload)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])
ON CONFLICT (aggregateid) DO UPDATE
SET version = greatest(known.version, excluded.version), payload = excluded.payload, cleared_by = '{}'
WHERE excluded.version > known.version OR known.cleared_by = '{}'`;

/**
 * $1 keys. Takes back every waiting row of keys whose state is about to be published above what the topic has shown. For a
 * transaction that has locked the aggregates in a statement before: then no row of theirs can come any more.
 */
export const SUPERSEDE_SQL = `
WITH waiting AS (DELETE FROM outbox WHERE aggregateid = ANY ($1::text[])),
blocked AS (DELETE FROM outbox_blocked_keys WHERE aggregateid = ANY ($1::text[]))
DELETE FROM outbox_lost_keys WHERE aggregateid = ANY ($1::text[])`;

/** Is there any? */
export const ANY_LOST_KEY_SQL = `SELECT EXISTS (SELECT FROM outbox_lost_keys) AS any`;
