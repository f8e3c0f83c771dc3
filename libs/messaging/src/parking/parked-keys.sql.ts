/** $1 consumer, $2 topics, $3 partitions: every key with a parked record, for each partition. */
export const PARKED_KEYS = `
SELECT DISTINCT topic, partition, key_hash
  FROM parked_records JOIN unnest($2::text[], $3::int[]) AS mine (topic, partition) USING (topic, partition)
 WHERE consumer = $1 AND key_hash IS NOT NULL`;

/** $1 consumer, $2 topic, $3 partition, $4 key hashes: those that have a parked record. */
export const STILL_PARKED = `
SELECT DISTINCT key_hash FROM parked_records
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND key_hash = ANY ($4::bytea[])`;

/**
 * $1 consumer, $2 topics, $3 partitions: parked records in each partition, without those that wait behind them or only
 * wait for a lock.
 */
export const COUNT_PARKED = `
SELECT mine.topic, mine.partition, (count(record.id) FILTER (WHERE record.state NOT IN ('deferred', 'waiting')))::int AS records,
       (count(DISTINCT record.key_hash) FILTER (WHERE record.state NOT IN ('deferred', 'waiting')))::int AS keys
  FROM unnest($2::text[], $3::int[]) AS mine (topic, partition)
  LEFT JOIN parked_records AS record
    ON record.consumer = $1 AND (record.topic, record.partition) = (mine.topic, mine.partition)
 GROUP BY 1, 2`;
