import { randomBytes } from 'node:crypto';
import type { KafkaConsumer, KafkaPort, KafkaRecord } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import type { Json } from './caller.js';

export interface UpdatedRecord {
  headers: KafkaRecord['headers'];
  /** Null is a tombstone. */
  event: Json;
}

/** Everything that arrives on `conferencing.updated` from now on, by key. */
export class UpdatedRecords {
  private readonly byKey = new Map<string, UpdatedRecord[]>();
  private consumer: KafkaConsumer | undefined;

  async start(kafka: KafkaPort): Promise<void> {
    const topic = 'conferencing.updated';
    const admin = kafka.admin();
    await admin.connect();
    const ends = (await admin.watermarks(topic)).map(({ partition, high }) => ({ topic, partition, offset: high }));
    await admin.close();
    const consumer = kafka.consumer({ groupId: `e2e.${randomBytes(6).toString('hex')}`, topics: [topic] });
    this.consumer = consumer;
    await consumer.run({
      assigned: () => Promise.resolve(ends),
      batch: ({ records }) => Promise.resolve(records.forEach((record) => this.keep(record))),
      crashed: () => undefined,
    });
  }

  async stop(): Promise<void> {
    await this.consumer?.close();
  }

  of(key: string): UpdatedRecord[] {
    return this.byKey.get(key) ?? [];
  }

  /** Waits until the key has this many records, and returns them all. */
  async upTo(key: string, count: number): Promise<UpdatedRecord[]> {
    return eventually(() => this.of(key).length >= count && this.of(key), {
      what: `${count} records of a key; there are ${this.of(key).length}`,
    });
  }

  /** Waits until the key's newest event has this version, and returns it. */
  async version(key: string, version: number): Promise<Json> {
    return eventually(() => this.of(key).find(({ event }) => event?.version === version)?.event, {
      what: `version ${version} of a key`,
    });
  }

  private keep({ key, value, headers }: KafkaRecord): void {
    const name = key?.toString() ?? '';
    const event = value === null ? null : JSON.parse(value.toString());
    this.byKey.set(name, [...this.of(name), { headers, event }]);
  }
}
