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
    AND NOT EXISTS (
      SELECT FROM outbox_lost_keys lost WHERE lost.aggregateid = o.aggregateid AND o.id <> ALL (lost.cleared_by))
  ORDER BY o.seq LIMIT $5
) r
