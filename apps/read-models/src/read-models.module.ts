import { Database, DatabaseModule } from '@conferencing/database';
import {
  Authentication,
  Authenticator,
  HttpEdgeModule,
  PlatformToken,
  RateLimiter,
  UnlimitedRate,
  WRONG_TOKENS_PER_MINUTE,
  WrongTokens,
} from '@conferencing/http-edge';
import {
  ConsumerMetrics,
  KafkaBatchServer,
  KafkajsKafka,
  KafkaPort,
  KafkaReach,
  NestLog,
} from '@conferencing/messaging';
import { Health, type HealthCheck } from '@conferencing/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CredentialFeed } from './callers/credential-feed.js';
import { CredentialStore } from './callers/credential-store.js';
import { KnownCallers } from './callers/known-callers.js';
import { ChangesController } from './edge/http/changes.controller.js';
import { ConferencingListController } from './edge/http/conferencing-list.controller.js';
import { HostsController } from './edge/http/hosts.controller.js';
import { ImpactController } from './edge/http/impact.controller.js';
import { PairConferencingController } from './edge/http/pair-conferencing.controller.js';
import { ReadModelsAuthenticator } from './edge/http/read-models-authenticator.js';
import { StreamController } from './edge/http/stream.controller.js';
import { ConferencingUpdatedConsumer } from './edge/kafka/conferencing-updated.consumer.js';
import { KafkaQueriesController } from './edge/kafka/kafka-queries.controller.js';
import { QueryAdmission } from './edge/rpc/query-admission.js';
import { QueryDispatch } from './edge/rpc/query-dispatch.js';
import { TcpQueriesController } from './edge/tcp/tcp-queries.controller.js';
import { READ_MODELS_SCHEMA } from './persistence/read-models.schema.js';
import { ConsumerPool } from './persistence/consumer-pool.js';
import { CurrentQuery } from './projections/current/current.query.js';
import { TombstonePurge } from './projections/current/tombstone-purge.js';
import { ChangesQuery } from './projections/history/changes.query.js';
import { HistoryFill } from './projections/history/history-fill.js';
import { HistoryQuery } from './projections/history/history.query.js';
import { HostsQuery } from './projections/hosts/hosts.query.js';
import { ImpactQuery } from './projections/impact/impact.query.js';
import { Freshness } from './read-models-freshness.js';
import { ReadModelsMetrics } from './read-models-metrics.js';
import type { ReadModelsSettings } from './read-models.config.js';
import { ConferencingStream } from './stream/conferencing-stream.js';
import { AppliedSignal } from './visibility/applied-signal.js';
import { VersionWaiters } from './visibility/version-waiters.js';

/** The name of the consumer group, and of the consumer's rows in the database. */
export const CONSUMER = 'read-models';

/**
 * Other processes take over the partitions of a hung or dead process after this time; until then its pairs do not
 * change.
 */
const SESSION_TIMEOUT_MS = 10_000;

/** During a catch-up a batch is some thousand events: of a pair that changes often, only the newest row is written. */
const MAX_BYTES_PER_PARTITION = 4_194_304;

@Module({})
export class ReadModelsModule {
  static forRoot(settings: ReadModelsSettings): DynamicModule {
    const { DATABASE_URL: url, DATABASE_POOL_SIZE: connections, RATE_LIMIT_PER_MINUTE } = settings;
    const ofConsumer = Math.floor(connections / 2);
    return {
      module: ReadModelsModule,
      imports: [
        HttpEdgeModule,
        DatabaseModule.forRoot({
          url,
          size: connections - ofConsumer,
          applicationName: CONSUMER,
          need: 'reads',
          schema: READ_MODELS_SCHEMA,
        }),
      ],
      controllers: [
        StreamController,
        ChangesController,
        ConferencingListController,
        PairConferencingController,
        HostsController,
        ImpactController,
        TcpQueriesController,
        KafkaQueriesController,
        ConferencingUpdatedConsumer,
      ],
      providers: [
        CurrentQuery,
        HostsQuery,
        ImpactQuery,
        HistoryQuery,
        ChangesQuery,
        QueryDispatch,
        { provide: QueryAdmission, useFactory: () => new QueryAdmission(searchesOf(connections - ofConsumer)) },
        TombstonePurge,
        HistoryFill,
        Authentication,
        { provide: CredentialStore, inject: [Database], useFactory: (database) => new CredentialStore(database) },
        { provide: CredentialFeed, inject: [KafkaPort, CredentialStore, Health], useFactory: makeFeed },
        {
          provide: Authenticator,
          inject: [Database],
          useFactory: (database) => makeAuthenticator(settings, new KnownCallers(database)),
        },
        { provide: RateLimiter, useClass: UnlimitedRate },
        {
          provide: WrongTokens,
          useFactory: () => new WrongTokens(RATE_LIMIT_PER_MINUTE === 0 ? Infinity : WRONG_TOKENS_PER_MINUTE),
        },
        { provide: KafkaPort, useFactory: () => new KafkajsKafka(settings, new NestLog('Kafka')) },
        { provide: KafkaReach, inject: [KafkaPort], useFactory: (kafka: KafkaPort) => new KafkaReach(kafka) },
        { provide: AppliedSignal, useFactory: () => new AppliedSignal(url) },
        { provide: ConsumerPool, useFactory: () => new ConsumerPool(url, ofConsumer) },
        { provide: ReadModelsMetrics, inject: [Registry], useFactory: (registry) => new ReadModelsMetrics(registry) },
        {
          provide: VersionWaiters,
          inject: [Database, AppliedSignal, ReadModelsMetrics],
          useFactory: makeWaiters,
        },
        {
          provide: ConferencingStream,
          inject: [Database, AppliedSignal, CredentialStore, ReadModelsMetrics],
          useFactory: makeStream,
        },
        {
          provide: KafkaBatchServer,
          inject: [KafkaPort, KafkaReach, ConsumerPool, Registry, Health],
          useFactory: makeConsumer,
        },
      ],
    };
  }
}

/** The remaining connections serve reads of one pair, and HTTP. */
function searchesOf(connections: number): number {
  return Math.max(1, Math.floor(connections * 0.6));
}

function makeFeed(kafka: KafkaPort, store: CredentialStore, health: Health): CredentialFeed {
  const feed = new CredentialFeed(kafka, store);
  health.register('credentials', () => feed.checkHealth(), { needed: false });
  return feed;
}

function makeAuthenticator(
  { PLATFORM_TOKEN, PLATFORM_TOKEN_PREVIOUS }: ReadModelsSettings,
  callers: KnownCallers,
): ReadModelsAuthenticator {
  return new ReadModelsAuthenticator(new PlatformToken(PLATFORM_TOKEN, PLATFORM_TOKEN_PREVIOUS), callers);
}

function makeWaiters(database: Database, signal: AppliedSignal, metrics: ReadModelsMetrics): VersionWaiters {
  const waiters = new VersionWaiters(database);
  signal.onApplied(() => waiters.lookSafely());
  metrics.watchWaiters(() => waiters.size);
  return waiters;
}

function makeStream(
  database: Database,
  signal: AppliedSignal,
  credentials: CredentialStore,
  metrics: ReadModelsMetrics,
): ConferencingStream {
  const stream = new ConferencingStream(database, signal, credentials);
  metrics.watchStreams(() => stream.size);
  return stream;
}

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
