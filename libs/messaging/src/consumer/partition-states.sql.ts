/** $1 consumer, $2 topic, $3 partition, $4 epoch, $5 what its problem is. */
export const TELL_PROBLEM_SQL = `
UPDATE consumer_offsets SET problem = $5, problem_since = coalesce(problem_since, now())
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4`;

/** $1 consumer or null, $2 topic or null. */
export const LIST_PARTITIONS_SQL = `
SELECT consumer, topic, partition, next_offset::text, owner, problem, problem_since, updated_at
  FROM consumer_offsets
 WHERE ($1::text IS NULL OR consumer = $1) AND ($2::text IS NULL OR topic = $2)
 ORDER BY consumer, topic, partition`;

/**
 * $1 topic, $2 partition, $3 where to go on, or null for where it stands. It takes the partition from its owner: whoever
 * has it then claims it anew, with a clean slate. No row: nobody consumes it, or it is there already.
 */
export const MOVE_PARTITION_SQL = `
UPDATE consumer_offsets
   SET next_offset = coalesce($3::bigint, next_offset), epoch = epoch + 1, owner = NULL, unfinished_claims = 0,
       alone_offset = NULL, problem = NULL, problem_since = NULL, updated_at = now()
 WHERE topic = $1 AND partition = $2 AND ($3::bigint IS NULL OR next_offset < $3::bigint)
RETURNING consumer, next_offset::text`;
