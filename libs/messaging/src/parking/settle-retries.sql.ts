/**
 * $1 consumer, $2 topics, $3 partitions: retries that ended with their process have failed. A deferred one gets a
 * second attempt; a waiting one has no reasons.
 */
export const SETTLE_RETRIES = `
UPDATE parked_records AS record
   SET state = CASE WHEN record.attempts > 0 THEN 'parked' WHEN record.reasons = '{}' THEN 'waiting' ELSE 'deferred' END,
       reasons = CASE WHEN record.attempts = 0 THEN record.reasons
                      ELSE record.reasons || '{The process ended while it was being tried again.}'::text[] END,
       attempts = record.attempts + CASE WHEN record.attempts > 0 OR record.reasons <> '{}' THEN 1 ELSE 0 END,
       last_failed_at = now()
  FROM unnest($2::text[], $3::int[]) AS mine (topic, partition)
 WHERE record.consumer = $1 AND record.topic = mine.topic AND record.partition = mine.partition
   AND record.state = 'retrying'`;
