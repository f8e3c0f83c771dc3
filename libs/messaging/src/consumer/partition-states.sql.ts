/** $1 consumer, $2 topic, $3 partition, $4 epoch, $5 its problem. */
export const STORE_PROBLEM = `
UPDATE consumer_offsets SET problem = $5, problem_since = coalesce(problem_since, now())
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4`;

/** $1 consumer or null, $2 topic or null. */
export const LIST_PARTITIONS = `
SELECT consumer, topic, partition, next_offset::text, owner, problem, problem_since, updated_at
  FROM consumer_offsets
 WHERE ($1::text IS NULL OR consumer = $1) AND ($2::text IS NULL OR topic = $2)
 ORDER BY consumer, topic, partition`;

/**
 * $1 topic, $2 partition, $3 the new offset, or null for the current one. It takes the partition from its owner, who
 * then claims it again with a fresh state. No row: it has no consumer, or is already there.
 */
export const MOVE_PARTITION = `
UPDATE consumer_offsets
   SET next_offset = coalesce($3::bigint, next_offset), epoch = epoch + 1, owner = NULL, unfinished_claims = 0,
       alone_offset = NULL, problem = NULL, problem_since = NULL, updated_at = now()
 WHERE topic = $1 AND partition = $2 AND ($3::bigint IS NULL OR next_offset < $3::bigint)
RETURNING consumer, next_offset::text`;

/**
 * $1 topic, $2 its id, $3 partitions, $4 their begins, $5 their ends. Consumers of a topic that was created again, or
 * cut, start at its beginning. Parked records stay parked, with offsets before everything in the new topic.
 */
export const ADOPT_TOPIC = `
WITH moved AS (
  UPDATE consumer_offsets AS mine
     SET topic_id = $2, next_offset = log.low, epoch = epoch + 1, owner = NULL, unfinished_claims = 0,
         alone_offset = NULL, problem = NULL, problem_since = NULL, updated_at = now()
    FROM unnest($3::int[], $4::bigint[], $5::bigint[]) AS log (partition, low, high)
   WHERE mine.topic = $1 AND mine.partition = log.partition
     AND (mine.topic_id IS DISTINCT FROM $2 OR mine.next_offset > log.high)
  RETURNING mine.consumer, mine.partition
), past AS (
  SELECT moved.consumer, moved.partition, max(coalesce(old.last_offset, old."offset")) + 1 AS offsets
    FROM moved JOIN parked_records AS old
      ON old.consumer = moved.consumer AND old.topic = $1 AND old.partition = moved.partition
   GROUP BY 1, 2
), renumbered AS (
  UPDATE parked_records AS record
     SET "offset" = record."offset" - past.offsets, last_offset = record.last_offset - past.offsets
    FROM past
   WHERE record.consumer = past.consumer AND record.topic = $1 AND record.partition = past.partition
  RETURNING 1
)
SELECT (SELECT count(*)::int FROM moved) AS partitions, (SELECT count(*)::int FROM renumbered) AS parked`;
