/** $1 consumer, $2 topic, $3 partition, $4 epoch, $5 previous next_offset, $6 new one. No row: somebody else has it. */
export const ADVANCE_OFFSET_SQL = `
UPDATE consumer_offsets
   SET next_offset = $6, unfinished_claims = 0, alone_offset = NULL, updated_at = now()
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4 AND next_offset = $5`;
