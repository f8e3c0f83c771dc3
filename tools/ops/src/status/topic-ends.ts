import type { ConsumedPartition, KafkaPort, Watermarks } from '@conferencing/messaging';

/** Where the partitions of these topics end; topics that don't exist are left out. */
export async function topicEnds(kafka: KafkaPort, topics: Iterable<string>): Promise<Map<string, Watermarks>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = await admin.describeTopics([...new Set(topics)]);
    const marks = await Promise.all(existing.map(({ name }) => admin.watermarks(name)));
    return new Map(marks.flat().map((mark) => [partitionName(mark), mark]));
  } finally {
    await admin.close();
  }
}

export const partitionName = ({ topic, partition }: { topic: string; partition: number }) => `${topic}/${partition}`;

/** Records that are not applied yet; null where the topic doesn't exist. */
export function lagOf(partition: ConsumedPartition, ends: ReadonlyMap<string, Watermarks>): bigint | null {
  const end = ends.get(partitionName(partition))?.high;
  if (end === undefined) return null;
  return end > partition.nextOffset ? end - partition.nextOffset : 0n;
}
