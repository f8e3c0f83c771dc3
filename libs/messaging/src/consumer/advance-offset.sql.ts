/**
 * $1 consumer, $2 topic, $3 partition, $4 epoch, $5 previous next_offset, $6 new one. It fails if there is no row to
 * advance, because another process has the partition: then a COMMIT that was already sent does not commit.
 */
export const ADVANCE_OFFSET = `
WITH advanced AS (
  UPDATE consumer_offsets
     SET next_offset = $6, unfinished_claims = 0, alone_offset = NULL, problem = NULL, problem_since = NULL,
         updated_at = now()
   WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4 AND next_offset = $5
  RETURNING 1
)
SELECT 1 / count(*) FROM advanced`;

/** The SQLSTATE (`division_by_zero`) of that failure. */
export const NOT_ADVANCED = '22012';
