import { TOPICS } from '@conferencing/contracts';
import { type KafkaProducer, type KafkaRecord, type OutgoingRecord, readTopic } from '@conferencing/messaging';
import type { WorldWithBroker } from '../own-broker.js';

/** Writes invalid records to a topic, and reads all of them. */
export class Topic {
  private producer: KafkaProducer | undefined;

  constructor(
    private readonly world: WorldWithBroker,
    readonly name: (typeof TOPICS)[keyof typeof TOPICS] = TOPICS.conferencingUpdated,
  ) {}

  async send(...records: OutgoingRecord[]): Promise<void> {
    if (this.producer === undefined) {
      this.producer = this.world.kafka().producer();
      await this.producer.connect();
    }
    await this.producer.send(this.name, records);
  }

  /** All records of the key, in order. */
  async of(key: string): Promise<KafkaRecord[]> {
    const found: KafkaRecord[] = [];
    const onRecords = (records: KafkaRecord[]) => {
      found.push(...records.filter((record) => record.key?.toString() === key));
    };
    await readTopic(this.world.kafka(), this.name, { onRecords });
    return found;
  }

  async close(): Promise<void> {
    await this.producer?.close();
  }
}

/** The same record again, as it is in the topic. */
export function again({ key, value, headers }: KafkaRecord): OutgoingRecord {
  return { key, value, headers: headers as Record<string, string> };
}
