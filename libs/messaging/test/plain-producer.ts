import { Kafka, logLevel, Partitioners } from 'kafkajs';
import type { Message } from 'kafkajs';

export interface PlainProducer {
  connect(): Promise<void>;
  send(topic: string, records: readonly object[]): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Unmodified kafkajs with the same guarantees as the adapter. It runs in a process that has not loaded the adapter,
 * which changes how kafkajs encodes records.
 */
export function plainProducer(brokers: string[]): PlainProducer {
  const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  return {
    connect: () => producer.connect(),
    send: (topic, records) => producer.send({ topic, messages: records as Message[], acks: -1 }),
    close: () => producer.disconnect(),
  };
}
