import { PATTERNS } from '@conferencing/contracts';
import { connectionOf, KafkaPort } from '@conferencing/messaging';
import { connectKafkaBatches, KafkaBatchServer } from '@conferencing/messaging/nest';
import { Health } from '@conferencing/observability';
import type { INestApplication } from '@nestjs/common';
import type { KafkaOptions, MicroserviceOptions } from '@nestjs/microservices';
import { KafkaQueryServer } from './edge/kafka/kafka-query.server.js';
import { QueryDispatch } from './edge/rpc/query-dispatch.js';
import { TcpQueryServer } from './edge/tcp/tcp-query.server.js';
import type { ReadModelsSettings } from './read-models.config.js';

/** Request/reply over TCP, always; over Kafka if configured; and the consumer of the owner's events. */
export function connectTransports(app: INestApplication, settings: ReadModelsSettings): void {
  const { QUERY_OVER_KAFKA } = settings;
  app.connectMicroservice<MicroserviceOptions>({
    strategy: new TcpQueryServer(settings, app.get(QueryDispatch)),
  });
  if (QUERY_OVER_KAFKA) {
    const strategy = new KafkaQueryServer(kafkaQueries(settings), () => createQueryTopics(app.get(KafkaPort)));
    app.get(Health).register('kafka queries', () => strategy.checkHealth(), { needed: false });
    app.connectMicroservice<MicroserviceOptions>({ strategy });
  }
  connectKafkaBatches(app, app.get(KafkaBatchServer));
}

function kafkaQueries(settings: ReadModelsSettings): NonNullable<KafkaOptions['options']> {
  return {
    client: { ...connectionOf(settings), clientId: `${settings.KAFKA_CLIENT_ID}-queries` },
    consumer: { groupId: 'read-models-queries', allowAutoTopicCreation: false },
    producer: { allowAutoTopicCreation: false },
    subscribe: { fromBeginning: false },
  };
}

const QUERY_TOPIC_PARTITIONS = 3;

/** Queries and replies are useless after a minute. */
const QUERY_TOPIC_CONFIG = { 'cleanup.policy': 'delete', 'retention.ms': '60000' };

/** Creates each pattern's topic and its reply topic, because a consumer cannot subscribe to a missing topic. */
async function createQueryTopics(kafka: KafkaPort): Promise<void> {
  const names = Object.values(PATTERNS).flatMap((pattern) => [pattern, `${pattern}.reply`]);
  const admin = kafka.admin();
  await admin.connect();
  try {
    const replicationFactor = Math.min(3, await admin.brokerCount());
    await admin.createTopics(
      names.map((name) => ({
        name,
        partitions: QUERY_TOPIC_PARTITIONS,
        replicationFactor,
        config: QUERY_TOPIC_CONFIG,
      })),
    );
  } finally {
    await admin.close();
  }
}
