/**
 * $1 consumer, $2 topics, $3 partitions, $4 epochs: the requested retries in the partitions that are still owned, a row
 * for each key and for each keyless record. A row in state `retrying` is left out: if a retry ended its process, the
 * claim of the partition has settled it.
 */
export const REQUESTED_RETRIES = `
SELECT record.topic, record.partition, record.key_hash, CASE WHEN record.key_hash IS NULL THEN record.id END AS id
  FROM parked_records AS record
  JOIN unnest($2::text[], $3::int[], $4::bigint[]) AS mine (topic, partition, epoch) USING (topic, partition)
  JOIN consumer_offsets AS held USING (consumer, topic, partition, epoch)
 WHERE record.consumer = $1 AND record.state IN ('deferred', 'retry_requested', 'retrying')
 GROUP BY 1, 2, 3, 4
 ORDER BY min(record.last_failed_at), min(record.id)`;
