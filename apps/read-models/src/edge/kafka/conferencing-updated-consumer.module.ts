import { ConsumerMetrics, KafkaPort } from '@conferencing/messaging';
import { KafkaBatchServer, KafkaReach } from '@conferencing/messaging/nest';
import { Health, type HealthCheck } from '@conferencing/observability';
import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { sharesOf } from '../../persistence/connections.js';
import { ConsumerPool } from '../../persistence/consumer-pool.js';
import { Freshness } from '../../read-models-freshness.js';
import { READ_MODELS_SETTINGS, type ReadModelsSettings } from '../../read-models.config.js';
import { VisibilityModule } from '../../visibility/visibility.module.js';
import { ConferencingUpdatedConsumer } from './conferencing-updated.consumer.js';

/** The name of the consumer group, and of the consumer's rows in the database. */
const CONSUMER = 'read-models';

/**
 * Other processes take over the partitions of a hung or dead process after this time; until then its pairs do not
 * change.
 */
const SESSION_TIMEOUT_MS = 10_000;

/** During a catch-up a batch is some thousand events: of a pair that changes often, only the newest row is written. */
const MAX_BYTES_PER_PARTITION = 4_194_304;

function makeConsumer(
  kafka: KafkaPort,
  reach: KafkaReach,
  { pool }: ConsumerPool,
  registry: Registry,
  health: Health,
): KafkaBatchServer {
  const metrics = new ConsumerMetrics(registry);
  const consumer = new KafkaBatchServer({
    kafka,
    pool,
    consumer: CONSUMER,
    metrics,
    sessionTimeoutMs: SESSION_TIMEOUT_MS,
    maxBytesPerPartition: MAX_BYTES_PER_PARTITION,
  });
  watchFreshness(health, reach, consumer);
  return consumer;
}

/** Queries are answered from the current state while no changes arrive, so readiness needs none of these. */
function watchFreshness(health: Health, reach: KafkaReach, consumer: KafkaBatchServer): void {
  const freshness = new Freshness(() => consumer.behindSince());
  const watch = (name: string, check: HealthCheck) =>
    health.register(name, freshness.watch(name, check), { needed: false });
  watch('kafka', () => reach.check());
  watch('consumer', () => consumer.checkHealth());
  health.reportStaleness(() => freshness.staleSeconds());
}

/** Applies the owner's events to the projections. */
@Module({
  imports: [VisibilityModule],
  controllers: [ConferencingUpdatedConsumer],
  providers: [
    {
      provide: ConsumerPool,
      inject: [READ_MODELS_SETTINGS],
      useFactory: (settings: ReadModelsSettings) =>
        new ConsumerPool(settings.DATABASE_URL, sharesOf(settings).consumer),
    },
    {
      provide: KafkaBatchServer,
      inject: [KafkaPort, KafkaReach, ConsumerPool, Registry, Health],
      useFactory: makeConsumer,
    },
  ],
})
export class ConferencingUpdatedConsumerModule {}
