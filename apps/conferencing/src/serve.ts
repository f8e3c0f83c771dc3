import './tracing.js';
import { createHttpApp, listenOrExit } from '@conferencing/http-edge';
import { endOnCrash, sayStarted } from '@conferencing/observability';
import { settingsOrExit } from '@conferencing/settings';
import { conferencingApi } from './conferencing-api.js';
import { conferencingSettings } from './conferencing.config.js';
import { ConferencingModule } from './conferencing.module.js';
import { connectCatalog } from './edge/kafka/catalog/connect-catalog.js';

/** Reads the settings, builds the app and answers requests until SIGTERM. */
export async function serve(): Promise<void> {
  endOnCrash('conferencing');
  const settings = settingsOrExit(conferencingSettings);
  const app = await createHttpApp(ConferencingModule.forRoot(settings), {
    service: 'conferencing',
    logLevel: settings.LOG_LEVEL,
    api: conferencingApi,
  });
  connectCatalog(app);
  await app.startAllMicroservices();
  await listenOrExit(app, settings);
  const { HOST, HTTP_PORT, DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers } = settings;
  sayStarted({ service: 'conferencing', listening: { http: `${HOST}:${HTTP_PORT}` }, databaseUrl, brokers });
}
