/** $1 consumer, $2 topics, $3 partitions: what is to be tried again, a row for each key and for each keyless record. */
export const REQUESTED_RETRIES_SQL = `
SELECT record.topic, record.partition, record.key_hash, CASE WHEN record.key_hash IS NULL THEN record.id END AS id
  FROM parked_records AS record JOIN unnest($2::text[], $3::int[]) AS mine (topic, partition) USING (topic, partition)
 WHERE record.consumer = $1 AND record.state = 'retry_requested'
 GROUP BY 1, 2, 3, 4
 ORDER BY min(record.id)`;
