import { type EventTable, insertEvents } from './event-table.js';

const newEventId = (events: EventTable) => events.newEventId ?? 'gen_random_uuid()';

const headColumns = ({ key, version, eventId, payload }: EventTable) =>
  `${key} AS key, (${version})::float8 AS version, (${eventId})::text AS "eventId", ${payload} AS payload`;

/** $1 keys. */
export const headsOfKeys = (events: EventTable) =>
  `SELECT ${headColumns(events)} FROM ${events.table} WHERE ${events.key} = ANY ($1::text[])`;

/** $1 the key before the page or null, $2 row limit. */
export const headsAfter = (events: EventTable) => `
SELECT ${headColumns(events)} FROM ${events.table}
WHERE $1::text IS NULL OR ${events.key} COLLATE "C" > $1 ORDER BY ${events.key} COLLATE "C" LIMIT $2`;

/** $1 keys. Locks the rows, so that the copy is in order with concurrent writes. */
export const republishEvents = (events: EventTable) => `
WITH changed AS (SELECT * FROM ${events.table} WHERE ${events.key} = ANY ($1::text[]) FOR UPDATE)
${insertEvents(events, 'changed')}`;

/** $1 row limit. Its own statement, so that no new event of these keys appears after it. */
export const lockOvertaken = ({ table, key }: EventTable) => `
SELECT lost.aggregateid AS key, lost.version
FROM outbox_lost_keys lost JOIN ${table} AS own ON own.${key} = lost.aggregateid
ORDER BY 1 LIMIT $1 FOR UPDATE OF own`;

/** $1 keys, $2 versions of the topic: the row's state as a new event above both versions. */
export const overtake = (events: EventTable) => `
WITH changed AS (
  UPDATE ${events.table} AS own SET ${events.version} = greatest(own.${events.version}, shown.version) + 1,
    ${events.eventId} = ${newEventId(events)}, ${events.occurredAt} = clock_timestamp()
  FROM unnest($1::text[], $2::bigint[]) AS shown (key, version) WHERE own.${events.key} = shown.key
  RETURNING own.*
)
${insertEvents(events, 'changed')}`;

const END = {
  key: 'aggregateid',
  version: 'version',
  eventId: 'cleared_by[1]',
  payload: 'NULL',
  occurredAt: 'clock_timestamp()',
};

/** $1 keys. A tombstone is enough: this database has no other state of them. */
export const endUnknown = (events: EventTable) => `
WITH ended AS (
  UPDATE outbox_lost_keys AS lost
  SET version = lost.version + 1, payload = NULL, cleared_by = ARRAY[(${newEventId(events)})::text]
  WHERE lost.payload IS NOT NULL AND lost.aggregateid = ANY ($1::text[])
    AND NOT EXISTS (SELECT FROM ${events.table} AS own WHERE own.${events.key} = lost.aggregateid)
  RETURNING lost.aggregateid, lost.version, lost.cleared_by
)
${insertEvents({ ...events, ...END }, 'ended')}`;
