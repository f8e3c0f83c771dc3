/** $1 consumer, $2 topic, $3 partition, $4 epoch, $5 the offset of the record that is about to be handled alone. */
export const MARK_ALONE_SQL = `
UPDATE consumer_offsets SET alone_offset = $5, updated_at = now()
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4`;
