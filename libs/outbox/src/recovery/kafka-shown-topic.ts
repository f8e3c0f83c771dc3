import { check, refuseWrongArguments } from '@conferencing/kernel';
import { type KafkaAdmin, KafkaError, type KafkaPort, type KafkaRecord, readTopic } from '@conferencing/messaging';
import type { OutboxLog } from '../outbox-log.port.js';
import type { ShownHead, ShownTopic, TopicPosition } from './shown-topic.port.js';

const ARGUMENTS = { kafka: check.kafka, name: check.text, readRecord: check.callback, log: check.log };

/** The topic over Kafka. One admin connection stays open between two reads of its position. */
export class KafkaShownTopic implements ShownTopic {
  private admin: KafkaAdmin | undefined;

  constructor(
    private readonly kafka: KafkaPort,
    readonly name: string,
    /** The content of a record; null for one that no consumer would apply. */
    private readonly readRecord: (record: KafkaRecord) => ShownHead | null,
    private readonly log: OutboxLog,
  ) {
    refuseWrongArguments('KafkaShownTopic', { kafka, name, readRecord, log }, ARGUMENTS);
  }

  async position(): Promise<TopicPosition> {
    try {
      const admin = await this.connected();
      const [described] = await admin.describeTopics([this.name]);
      if (!described?.id) throw new KafkaError('unknown_topic', `${this.name} does not exist`);
      const marks = (await admin.watermarks(this.name)).toSorted((a, b) => a.partition - b.partition);
      return { id: described.id, begins: marks.map(({ low }) => low), ends: marks.map(({ high }) => high) };
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async read(from: readonly bigint[], take: (heads: ShownHead[]) => Promise<void>): Promise<bigint[]> {
    const starts = from.map((offset, partition) => ({ topic: this.name, partition, offset }));
    const reached = await readTopic(this.kafka, this.name, {
      from: starts,
      // Unreadable ranges show nothing to any reader.
      onUnreadable: (partition, ranges) => {
        for (const { firstOffset, lastOffset, reason } of ranges) {
          const where = { partition, firstOffset: String(firstOffset), lastOffset: String(lastOffset), reason };
          this.log.warn(where, 'The topic has records that cannot be read; they are passed over');
        }
      },
      onRecords: (records) => take(records.flatMap((record) => this.readRecord(record) ?? [])),
    });
    return reached.toSorted((a, b) => a.partition - b.partition).map(({ offset }) => offset);
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = undefined;
    await admin?.close().catch(() => undefined);
  }

  private async connected(): Promise<KafkaAdmin> {
    if (this.admin !== undefined) return this.admin;
    const admin = this.kafka.admin();
    await admin.connect();
    this.admin = admin;
    return admin;
  }
}
