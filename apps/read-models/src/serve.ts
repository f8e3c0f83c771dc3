import './tracing.js';
import { createHttpApp, exitWhenPortTaken, listenOrExit } from '@conferencing/http-edge';
import { endOnCrash, sayStarted } from '@conferencing/observability';
import { settingsOrExit } from '@conferencing/settings';
import { connectTransports } from './connect-transports.js';
import { readModelsApi } from './read-models-api.js';
import { readModelsSettings } from './read-models.config.js';
import { ReadModelsModule } from './read-models.module.js';

/** Reads the settings, builds the app and answers queries until SIGTERM. */
export async function serve(): Promise<void> {
  endOnCrash('read-models');
  const settings = settingsOrExit(readModelsSettings);
  const app = await createHttpApp(ReadModelsModule.forRoot(settings), {
    service: 'read-models',
    logLevel: settings.LOG_LEVEL,
    api: readModelsApi,
  });
  connectTransports(app, settings);
  const { HOST, TCP_PORT } = settings;
  await app.startAllMicroservices().catch((error: unknown) => {
    exitWhenPortTaken(error, HOST, TCP_PORT, 'TCP_PORT');
    throw error;
  });
  await listenOrExit(app, settings);
  const { HTTP_PORT, DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers } = settings;
  const listening = { http: `${HOST}:${HTTP_PORT}`, tcp: `${HOST}:${TCP_PORT}` };
  sayStarted({ service: 'read-models', listening, databaseUrl, brokers });
}
