import { SELECTED } from './selected.sql.js';

/**
 * Parameters of {@link SELECTED}: stops the consumer from parking records behind those that are about to be deleted.
 */
export const LOCK_PARTITIONS = `
SELECT 1 FROM consumer_offsets AS mine
 WHERE EXISTS (SELECT FROM parked_records AS chosen
                WHERE chosen.consumer = mine.consumer AND chosen.topic = mine.topic
                  AND chosen.partition = mine.partition AND ${SELECTED})
 ORDER BY consumer, topic, partition
   FOR UPDATE`;

/** Parameters of {@link SELECTED}. Records that are being retried stay. */
export const DISCARD = `
DELETE FROM parked_records AS chosen WHERE chosen.state <> 'retrying' AND ${SELECTED}
RETURNING consumer, topic, partition, key_hash`;

/** $1 consumers, $2 topics, $3 partitions, $4 key hashes: retries keys whose first remaining record only waits. */
export const RELEASE_FOLLOWERS = `
UPDATE parked_records AS record
   SET state = 'retry_requested'
  FROM (SELECT DISTINCT ON (left_over.consumer, left_over.topic, left_over.partition, left_over.key_hash) left_over.*
          FROM parked_records AS left_over
          JOIN unnest($1::text[], $2::text[], $3::int[], $4::bytea[]) AS gone (consumer, topic, partition, key_hash)
               USING (consumer, topic, partition, key_hash)
         ORDER BY left_over.consumer, left_over.topic, left_over.partition, left_over.key_hash, left_over."offset",
                  left_over.id) AS head
 WHERE head.state = 'waiting'
   AND (record.consumer, record.topic, record.partition, record.key_hash)
       = (head.consumer, head.topic, head.partition, head.key_hash)`;
