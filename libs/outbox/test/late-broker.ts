import { setTimeout as pause } from 'node:timers/promises';
import { closedGate } from '@conferencing/testing';
import type { KafkaPort } from '@conferencing/messaging';
import type { OutgoingRecord, RecordProducer } from '../src/index.js';

/** A broker that does not answer the first send, and writes its records when the test allows it. */
export class LateBroker {
  private readonly arrival = closedGate();
  private late: OutgoingRecord[] | undefined;

  constructor(
    private readonly kafka: KafkaPort,
    private readonly topic: string,
  ) {}

  /** Resolves when the send without an answer is in flight. */
  get reached(): Promise<void> {
    return this.arrival.opened;
  }

  readonly createProducer = (options: { sendTimeoutMs: number }): RecordProducer => {
    const producer = this.kafka.producer(options);
    return {
      connect: () => producer.connect(),
      close: () => producer.close(),
      send: async (topic, records) => {
        if (this.late !== undefined) return await producer.send(topic, records);
        this.late = records;
        this.arrival.open();
        await pause(options.sendTimeoutMs);
        throw new Error('No answer');
      },
    };
  };

  async write(): Promise<void> {
    const producer = this.kafka.producer();
    await producer.connect();
    await producer.send(this.topic, this.late ?? []);
    await producer.close();
  }
}
