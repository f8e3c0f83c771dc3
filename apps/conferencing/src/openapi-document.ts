import { createHttpApp, describeApi } from '@conferencing/http-edge';
import { loadSettings } from '@conferencing/settings';
import type { OpenAPIObject } from '@nestjs/swagger';
import { conferencingApi } from './conferencing-api.js';
import { conferencingSettings } from './conferencing.config.js';
import { ConferencingModule } from './conferencing.module.js';

/** Settings of an app that is only described and never started: it connects to nothing. */
const UNUSED = {
  DATABASE_URL: 'postgres://unused/unused',
  PLATFORM_TOKEN: 'unused-platform-token',
  TOKEN_ENCRYPTION_KEYS: `unused:${Buffer.alloc(32).toString('base64')}`,
  LOG_LEVEL: 'error',
};

/** The OpenAPI document of the API, as `/docs-json` serves it. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const settings = loadSettings(conferencingSettings, UNUSED);
  const app = await createHttpApp(ConferencingModule.forRoot(settings), {
    service: 'conferencing',
    logLevel: settings.LOG_LEVEL,
    api: conferencingApi,
  });
  return describeApi(app, conferencingApi);
}
