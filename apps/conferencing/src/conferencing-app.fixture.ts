import { createHttpApp } from '@conferencing/http-edge';
import { loadSettings } from '@conferencing/settings';
import { appSettings, requiredSetting } from '@conferencing/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sandboxSettings } from '../../../tools/zoom-sandbox/src/sandbox.config.js';
import { startSandbox } from '../../../tools/zoom-sandbox/src/start-sandbox.js';
import { conferencingApi } from './conferencing-api.js';
import { conferencingSettings } from './conferencing.config.js';
import { ConferencingModule } from './conferencing.module.js';
import { connectCatalog } from './edge/kafka/catalog/connect-catalog.js';
import { conferencingDatabase } from './persistence/conferencing-database.fixture.js';

const CLIENT = { ZOOM_CLIENT_ID: 'installation', ZOOM_CLIENT_SECRET: 'installation-secret' };
const WEBHOOK_SECRET = 'webhook-secret';

export interface Answer {
  status: number;
  // The tests assert on its content.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
  text: string;
  headers: Headers;
}

export async function call(
  url: string,
  method: string,
  path: string,
  { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, body: json ? JSON.parse(text) : null, text, headers: response.headers };
}

/** Processes of the whole app, one database, and a Zoom of their own that sends webhooks to them. */
export async function startConferencing(
  own: Record<string, string> = {},
  reading: 'catalog' | 'no topic' = 'no topic',
) {
  const { url: databaseUrl, drop } = await conferencingDatabase();
  const zoom = sandboxSettings({
    HTTP_PORT: '0',
    ZOOM_SANDBOX_QPS: '0',
    ZOOM_SANDBOX_RETRY_SCALE: '0.0001',
    ...CLIENT,
  });
  const { app: sandbox, url: zoomUrl } = await startSandbox(zoom);
  const settings = loadSettings(
    conferencingSettings,
    appSettings({
      ...CLIENT,
      DATABASE_URL: databaseUrl,
      KAFKA_BROKERS: requiredSetting('TEST_KAFKA_BROKERS'),
      ZOOM_API_URL: zoomUrl,
      ZOOM_OAUTH_URL: zoomUrl,
      ZOOM_REDIRECT_URI: 'http://localhost/v1/oauth/zoom_admin/callback',
      ZOOM_WEBHOOK_SECRET: WEBHOOK_SECRET,
      DIRECTORY_SYNC_INTERVAL_SECONDS: '0',
      ...own,
    }),
  );
  const apps: NestFastifyApplication[] = [];
  const start = async () => {
    const options = { service: 'conferencing', logLevel: 'silent', api: conferencingApi };
    const app = await createHttpApp(ConferencingModule.forRoot(settings), options);
    if (reading === 'catalog') {
      connectCatalog(app);
      await app.startAllMicroservices();
    }
    await app.listen(0, '127.0.0.1');
    apps.push(app);
    return { app, url: await app.getUrl() };
  };
  const { app, url } = await start();
  zoom.webhooks = { url: `${url}/v1/webhooks/zoom`, secret: WEBHOOK_SECRET };
  return {
    app,
    url,
    zoomUrl,
    databaseUrl,
    webhookSecret: WEBHOOK_SECRET,
    startAnother: start,
    zoom: (method: string, path: string, body?: unknown) => call(`${zoomUrl}/_control`, method, path, { body }),
    /** A tenant with a token, and a function that calls the API with it. */
    async account() {
      const platform = { token: settings.PLATFORM_TOKEN };
      const made = await call(url, 'POST', '/v1/accounts', { ...platform, body: { name: 'Clinic' } });
      const id: string = made.body.data.id;
      const issued = await call(url, 'POST', `/v1/accounts/${id}/tokens`, { ...platform, body: { name: 'test' } });
      const token: string = issued.body.data.token;
      const api = (method: string, path: string, body?: unknown) => call(url, method, path, { token, body });
      return { id, token, api };
    },
    async stop() {
      await Promise.all(apps.map((one) => one.close()));
      await sandbox.close();
      await drop();
    },
  };
}

export type RunningConferencing = Awaited<ReturnType<typeof startConferencing>>;
