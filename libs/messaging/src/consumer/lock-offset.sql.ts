/**
 * $1 consumer, $2 topic, $3 partition, $4 epoch. Taken before parked records are read or changed, by the consumer and
 * by whoever discards, so that neither sees half of the other's work. No row: somebody else has the partition.
 */
export const LOCK_OFFSET_SQL = `
SELECT next_offset FROM consumer_offsets
 WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4
   FOR UPDATE`;
