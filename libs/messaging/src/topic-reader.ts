import { randomBytes } from 'node:crypto';
import { KafkaError } from './kafka/kafka.errors.js';
import type { KafkaPort, KafkaRecord, PartitionOffset } from './kafka/kafka.port.js';

export interface ReadTopicOptions {
  /** Where each partition starts; a partition that is left out starts at its earliest record. */
  from?: readonly PartitionOffset[];
  /** The records of one partition, in order; batches of different partitions come in any order. */
  onRecords: (records: KafkaRecord[]) => void | Promise<void>;
  /** Rejects when nothing comes for so long. Milliseconds; 30,000 when left out. */
  stallMs?: number;
}

/**
 * Reads a topic once, up to the ends that its partitions had at the call, and answers where it stopped: the `from` of a
 * next call. Every record that was acknowledged before the call is seen, and a few later ones may be.
 * @throws KafkaError
 */
export async function readTopic(
  kafka: KafkaPort,
  topic: string,
  { from = [], onRecords, stallMs = 30_000 }: ReadTopicOptions,
): Promise<PartitionOffset[]> {
  const admin = kafka.admin();
  await admin.connect();
  const watermarks = await admin.watermarks(topic).finally(() => admin.close());
  const starts = new Map(from.map(({ partition, offset }) => [partition, offset]));
  const next = new Map(watermarks.map(({ partition, low }) => [partition, starts.get(partition) ?? low]));
  const open = new Map(
    watermarks
      .filter(({ partition, high }) => (next.get(partition) ?? high) < high)
      .map(({ partition, high }) => [partition, high]),
  );
  const position = (partition: number): PartitionOffset => ({ topic, partition, offset: next.get(partition) ?? 0n });
  if (open.size > 0) {
    const consumer = kafka.consumer({ groupId: `${topic}.reader.${randomBytes(6).toString('hex')}`, topics: [topic] });
    await new Promise<void>((resolve, reject) => {
      const stalled = () => reject(new KafkaError('timeout', `Nothing was read from ${topic} for ${stallMs} ms`));
      let timer = setTimeout(stalled, stallMs);
      const settle = (settled: () => void): void => {
        clearTimeout(timer);
        settled();
      };
      const fail = (error: Error): void => settle(() => reject(error));
      consumer
        .run({
          assigned: async () => [...open.keys()].map(position),
          batch: async ({ partition, records, nextOffset }) => {
            const end = open.get(partition);
            if (end === undefined) return consumer.pause({ topic, partition });
            clearTimeout(timer);
            try {
              await onRecords(records);
            } catch (error) {
              return fail(error as Error);
            }
            timer = setTimeout(stalled, stallMs);
            next.set(partition, nextOffset);
            if (nextOffset < end) return;
            open.delete(partition);
            consumer.pause({ topic, partition });
            if (open.size === 0) settle(resolve);
          },
          crashed: fail,
        })
        .catch(fail);
    }).finally(() => consumer.close().catch(() => undefined));
  }
  return watermarks.map(({ partition }) => position(partition));
}
