/**
 * $1 consumer, $2 owner, $3 topics, $4 partitions, $5 epochs: an orderly release, which shows the next owner that no
 * process died here. If the next owner has already counted this one as dead, the count is corrected.
 */
export const RELEASE_PARTITIONS = `
UPDATE consumer_offsets AS mine
   SET owner = CASE WHEN mine.epoch = held.epoch THEN NULL ELSE mine.owner END,
       alone_offset = CASE WHEN mine.epoch = held.epoch THEN NULL ELSE mine.alone_offset END,
       unfinished_claims = CASE WHEN mine.epoch = held.epoch THEN mine.unfinished_claims
                                ELSE greatest(mine.unfinished_claims - 1, 0) END,
       updated_at = now()
  FROM unnest($3::text[], $4::int[], $5::bigint[]) AS held (topic, partition, epoch)
 WHERE mine.consumer = $1 AND mine.topic = held.topic AND mine.partition = held.partition
   AND (mine.epoch = held.epoch OR (mine.epoch = held.epoch + 1 AND mine.owner IS DISTINCT FROM $2))`;
