import { Logger } from '@nestjs/common';
import { KafkaQueryServer } from './kafka-query.server.js';

describe('queries over Kafka', () => {
  it('log as a warning what the client library recovers from by itself', async () => {
    const lines: unknown[][] = [];
    const keep =
      (level: string) =>
      (...[message]: unknown[]) =>
        lines.push([level, message]);
    Logger.overrideLogger({ log: keep('log'), warn: keep('warn'), error: keep('error'), debug: keep('debug') });
    const server = new KafkaQueryServer({ client: { brokers: ['127.0.0.1:1'] } }, () => Promise.resolve());
    const kafka = (await server.createClient()) as { logger(): { error(message: string): void } };
    kafka.logger().error('This server is not the leader for that topic-partition');
    expect(lines).toEqual([['warn', expect.stringContaining('This server is not the leader')]]);
  });
});
