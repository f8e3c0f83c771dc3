/**
 * $1 consumer, $2 topic, $3 partition, $4 epoch, $5 the offset of the record that is handled alone next. From the first
 * mark on, owners that die over this record are counted.
 */
export const MARK_ALONE = `
UPDATE consumer_offsets
   SET unfinished_claims = CASE WHEN alone_offset = $5 THEN unfinished_claims ELSE 0 END,
       alone_offset = $5,
       updated_at = now()
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4`;
