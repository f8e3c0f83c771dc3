DELETE FROM outbox o
USING unnest($1::smallint[], $2::bigint[], $3::text[]) AS sent (partition, seq, id)
WHERE o.partition = sent.partition AND o.seq = sent.seq AND o.id = sent.id
