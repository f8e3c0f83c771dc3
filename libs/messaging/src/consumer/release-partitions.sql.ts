/** $1 consumer, $2 topics, $3 partitions, $4 epochs: a clean goodbye, which tells the next owner that nothing died here. */
export const RELEASE_PARTITIONS_SQL = `
UPDATE consumer_offsets AS mine
   SET owner = NULL, alone_offset = NULL, updated_at = now()
  FROM unnest($2::text[], $3::int[], $4::bigint[]) AS held (topic, partition, epoch)
 WHERE mine.consumer = $1 AND mine.topic = held.topic AND mine.partition = held.partition AND mine.epoch = held.epoch`;
