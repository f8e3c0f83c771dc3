/**
 * $1 consumer, $2 owner, $3 topics, $4 partitions, $5 the start of each new one, $6 topic ids (or nulls). Waits for a
 * transaction of the previous owner that is about to commit, and fences every later one by the epoch.
 */
export const CLAIM_PARTITIONS = `
INSERT INTO consumer_offsets AS mine (consumer, topic, partition, next_offset, owner, topic_id)
SELECT $1, topic, partition, start, $2, topic_id
  FROM unnest($3::text[], $4::int[], $5::bigint[], $6::text[]) AS claimed (topic, partition, start, topic_id)
 ORDER BY topic, partition
ON CONFLICT (consumer, topic, partition) DO UPDATE
   SET epoch = mine.epoch + 1,
       owner = excluded.owner,
       topic_id = coalesce(mine.topic_id, excluded.topic_id),
       unfinished_claims = CASE WHEN mine.owner IS NULL OR mine.owner = excluded.owner THEN mine.unfinished_claims
                                ELSE mine.unfinished_claims + 1 END,
       problem = NULL,
       problem_since = NULL,
       updated_at = now()
RETURNING topic, partition, next_offset, epoch, unfinished_claims, alone_offset, topic_id`;
