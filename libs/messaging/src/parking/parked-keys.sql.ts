/** $1 consumer, $2 topics, $3 partitions: every key with a record in the parking, for each partition. */
export const PARKED_KEYS_SQL = `
SELECT DISTINCT topic, partition, key_hash
  FROM parked_records JOIN unnest($2::text[], $3::int[]) AS mine (topic, partition) USING (topic, partition)
 WHERE consumer = $1 AND key_hash IS NOT NULL`;

/** $1 consumer, $2 topic, $3 partition, $4 key hashes: which of them have a record in the parking. */
export const STILL_PARKED_SQL = `
SELECT DISTINCT key_hash FROM parked_records
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND key_hash = ANY ($4::bytea[])`;
