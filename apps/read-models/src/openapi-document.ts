import { createHttpApp, describeApi } from '@conferencing/http-edge';
import { loadSettings } from '@conferencing/settings';
import type { OpenAPIObject } from '@nestjs/swagger';
import { readModelsApi } from './read-models-api.js';
import { readModelsSettings } from './read-models.config.js';
import { ReadModelsModule } from './read-models.module.js';

/** Settings of an app that is only described and never started: it connects to nothing. */
const UNUSED = {
  DATABASE_URL: 'postgres://unused/unused',
  KAFKA_BROKERS: 'unused:9092',
  PLATFORM_TOKEN: 'unused-platform-token',
  LOG_LEVEL: 'error',
};

/** The OpenAPI document of the queries, as `/docs-json` serves it. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const settings = loadSettings(readModelsSettings, UNUSED);
  const app = await createHttpApp(ReadModelsModule.forRoot(settings), {
    service: 'read-models',
    logLevel: settings.LOG_LEVEL,
    api: readModelsApi,
  });
  return describeApi(app, readModelsApi);
}
