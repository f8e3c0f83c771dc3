import { Database } from '@conferencing/database';
import { ConsumerMetrics, KafkaPort } from '@conferencing/messaging';
import { connectKafkaBatches, KafkaBatchServer, NestLog } from '@conferencing/messaging/nest';
import { Health } from '@conferencing/observability';
import type { INestApplication } from '@nestjs/common';
import { Registry } from 'prom-client';

/** The consumer group; also the name of its offsets and parked records. */
const CATALOG_CONSUMER = 'conferencing.catalog';

/** Lets the application read the catalog topic; it starts with `app.startAllMicroservices()`. */
export function connectCatalog(app: INestApplication): void {
  const server = new KafkaBatchServer({
    kafka: app.get(KafkaPort),
    pool: app.get(Database).pool,
    consumer: CATALOG_CONSUMER,
    log: new NestLog('CatalogConsumer'),
    metrics: new ConsumerMetrics(app.get(Registry)),
  });
  app.get(Health).register('catalog consumer', () => server.checkHealth(), { needed: false });
  connectKafkaBatches(app, server);
}
