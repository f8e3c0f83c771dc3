import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { conferencingUpdatedHeaders, TOPICS } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { KafkajsKafka, KafkaPort } from '@conferencing/messaging';
import { KafkaReach, NestLog } from '@conferencing/messaging/nest';
import { Health } from '@conferencing/observability';
import { KafkaShownTopic, OutboxRelay, type OutboxRow, OutboxSignal, ROWS_CHANNEL } from '@conferencing/outbox';
import { Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Registry } from 'prom-client';
import { AsyncApiController } from '../edge/http/asyncapi/asyncapi.controller.js';
import { SchemasController } from '../edge/http/asyncapi/schemas.controller.js';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../conferencing.config.js';
import { CredentialChanges } from '../persistence/accounts/credential-changes.repository.js';
import { CredentialChangesSignal } from '../persistence/accounts/credential-changes.signal.js';
import { TopicHeads } from '../persistence/pairs/topic-heads.repository.js';
import { CredentialPublisher } from './credential-publisher.js';
import { readShown } from './read-shown.js';

/** `ce_dataschema` names the schema; with a base URL, its name is where conferencing serves it. */
function headersWith(baseUrl: string | undefined): (row: OutboxRow) => Record<string, string> {
  const dataSchema = baseUrl && `${baseUrl.replace(/\/$/, '')}/schemas/conferencing.updated.v1.json`;
  return ({ id, version, aggregateid: key, occurredAt, traceparent }) =>
    conferencingUpdatedHeaders({ id, version, key, time: occurredAt.toISOString(), traceparent, dataSchema });
}

function makeRelay(
  settings: ConferencingSettings,
  kafka: KafkaPort,
  heads: TopicHeads,
  registry: Registry,
  signal: OutboxSignal,
): OutboxRelay {
  const log = new NestLog('OutboxRelay');
  const relay = new OutboxRelay({
    connectionString: settings.DATABASE_URL,
    topic: TOPICS.conferencingUpdated,
    shown: new KafkaShownTopic(kafka, TOPICS.conferencingUpdated, readShown, log),
    createProducer: (options) => kafka.producer(options),
    headers: headersWith(settings.SCHEMA_BASE_URL),
    heads,
    registry,
    log,
    owner: `${hostname()}-${process.pid}-${randomUUID()}`,
  });
  signal.bind(relay);
  return relay;
}

function makeCredentialPublisher(
  database: Database,
  kafka: KafkaPort,
  registry: Registry,
  signal: CredentialChangesSignal,
): CredentialPublisher {
  const publisher = new CredentialPublisher(new CredentialChanges(database), kafka, registry);
  signal.bind(() => publisher.wake());
  return publisher;
}

/** Publishes what was written, and notifies the other processes. */
@Global()
@Module({
  controllers: [AsyncApiController, SchemasController],
  providers: [
    TopicHeads,
    { provide: KafkaReach, inject: [KafkaPort], useFactory: (kafka: KafkaPort) => new KafkaReach(kafka) },
    {
      provide: KafkaPort,
      inject: [CONFERENCING_SETTINGS],
      useFactory: (settings: ConferencingSettings) => new KafkajsKafka(settings, new NestLog('Kafka')),
    },
    {
      provide: OutboxSignal,
      inject: [Database],
      useFactory: ({ pool }: Database) => new OutboxSignal(() => pool.query(`NOTIFY ${ROWS_CHANNEL}`)),
    },
    {
      provide: OutboxRelay,
      inject: [CONFERENCING_SETTINGS, KafkaPort, TopicHeads, Registry, OutboxSignal],
      useFactory: makeRelay,
    },
    CredentialChangesSignal,
    {
      provide: CredentialPublisher,
      inject: [Database, KafkaPort, Registry, CredentialChangesSignal],
      useFactory: makeCredentialPublisher,
    },
  ],
  exports: [KafkaPort, OutboxSignal, CredentialChangesSignal],
})
export class PublishingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly signal: OutboxSignal,
    private readonly credentials: CredentialPublisher,
    reach: KafkaReach,
    health: Health,
  ) {
    // Changes wait in the outbox while Kafka is unreachable.
    health.register('kafka', () => reach.check(), { needed: false });
  }

  onApplicationBootstrap(): void {
    this.relay.start();
    this.credentials.start();
  }

  /** Runs after the last request was answered: its changes are still published, if that takes seconds only. */
  async onApplicationShutdown(): Promise<void> {
    this.signal.close();
    await Promise.all([this.relay.stop(), this.credentials.stop()]);
  }
}
