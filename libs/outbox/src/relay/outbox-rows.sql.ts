/** For a row `o`: the topic does not show more of its key than this database knows. */
export const NOT_LOST = `NOT EXISTS (
      SELECT FROM outbox_lost_keys lost WHERE lost.aggregateid = o.aggregateid AND o.id <> ALL (lost.cleared_by))`;

/**
 * $1 partitions, $2 their low-water marks, $3 numbers in hand, $4 blocked keys, $5 row limit of each partition, $6
 * owner. The first row identifies the database (see `Continuity`), and has the two columns of the snapshot: all
 * transactions below `xmin` are decided; every transaction that can have drawn a number lower than one seen here is
 * below `own_xid`, because this statement's own id is assigned after its snapshot. The snapshot's xmax would be wrong:
 * a running transaction can be above it. Then come the rows of each partition in order. Numbers below the low-water
 * mark are settled; everything above it is read again, because a transaction that drew its number early may commit
 * late.
 */
export const FETCH_ROWS = `
SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, pg_current_xact_id()::text AS own_xid,
  (SELECT stamp FROM outbox_relays WHERE owner = $6) AS stamp,
  pg_relation_filenode('outbox'::regclass)::text AS storage,
  NULL::text AS seq, NULL::smallint AS partition, NULL::text AS id, NULL::text AS aggregatetype,
  NULL::text AS aggregateid, NULL::text AS type, NULL::text AS version, NULL::text AS payload,
  NULL::float8 AS occurred_at, NULL::text AS traceparent
UNION ALL
SELECT NULL, NULL, NULL, NULL, r.seq::text, r.partition, r.id, r.aggregatetype, r.aggregateid, r.type, r.version::text, r.payload,
  date_part('epoch', r.occurred_at), r.traceparent
FROM unnest($1::smallint[], $2::bigint[]) AS lane (partition, floor)
CROSS JOIN LATERAL (
  SELECT * FROM outbox o
  WHERE o.partition = lane.partition AND o.seq > lane.floor
    AND o.seq NOT IN (SELECT unnest($3::bigint[]))
    AND o.aggregateid NOT IN (SELECT unnest($4::text[]))
    AND ${NOT_LOST}
  ORDER BY o.seq LIMIT $5
) r`;

/**
 * $1 partitions, $2 numbers, $3 ids. Exactly the acknowledged rows: a range would remove late commits too, and a
 * restored database gives the same numbers to other events.
 */
export const REMOVE_ROWS = `
DELETE FROM outbox o
USING unnest($1::smallint[], $2::bigint[], $3::text[]) AS sent (partition, seq, id)
WHERE o.partition = sent.partition AND o.seq = sent.seq AND o.id = sent.id`;

/** $1 partitions, $2 row limit of each: the keys of the rows that wait first. */
export const FIRST_KEYS = `
SELECT DISTINCT first.aggregateid AS key
FROM unnest($1::smallint[]) AS taken (partition)
CROSS JOIN LATERAL (
  SELECT o.aggregateid FROM outbox o WHERE o.partition = taken.partition ORDER BY o.seq LIMIT $2
) first`;
