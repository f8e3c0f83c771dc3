/**
 * $1 consumer, $2 topic, $3 partition, $4 epoch. The consumer and a discarding operator take it before they read or
 * change parked records, so that neither sees half of the other's work. No row: another process has the partition.
 */
export const LOCK_OFFSET = `
SELECT next_offset FROM consumer_offsets
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4
   FOR UPDATE`;
