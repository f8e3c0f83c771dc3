/**
 * $1 consumer, $2 topics, $3 partitions, $4 epochs: what is to be tried again in the partitions that are still held, a row
 * for each key and for each keyless record. What is `retrying` before anything is tried could not be undone after a
 * failure: what ended a process with it was settled when the partition was claimed.
 */
export const REQUESTED_RETRIES_SQL = `
SELECT record.topic, record.partition, record.key_hash, CASE WHEN record.key_hash IS NULL THEN record.id END AS id
  FROM parked_records AS record
  JOIN unnest($2::text[], $3::int[], $4::bigint[]) AS mine (topic, partition, epoch) USING (topic, partition)
  JOIN consumer_offsets AS held USING (consumer, topic, partition, epoch)
 WHERE record.consumer = $1 AND record.state IN ('deferred', 'retry_requested', 'retrying')
 GROUP BY 1, 2, 3, 4
 ORDER BY min(record.last_failed_at), min(record.id)`;
