import { type Consumer, Kafka, type KafkaMessage, logLevel } from 'kafkajs';

/** A foreign consumer without our code: it reads the topic from its beginning when its group is new. */
export class PlainConsumer {
  private constructor(private readonly consumer: Consumer) {}

  static async start(
    where: { brokers: string[]; topic: string; groupId: string },
    take: (message: KafkaMessage) => void,
  ): Promise<PlainConsumer> {
    const { brokers, topic, groupId } = where;
    const kafka = new Kafka({ brokers, clientId: 'subscriber', logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) => {
        take(message);
        return Promise.resolve();
      },
    });
    return new PlainConsumer(consumer);
  }

  stop(): Promise<void> {
    return this.consumer.disconnect();
  }
}
