import './tracing.js';
import { createHttpApp, listenOrExit } from '@conferencing/http-edge';
import { endOnCrash, sayStarted } from '@conferencing/observability';
import { settingsOrExit } from '@conferencing/settings';
import { consoleApi } from './console-api.js';
import { consoleSettings, withPublicUrl } from './console.config.js';
import { ConsoleModule } from './console.module.js';
import { BuiltPage } from './pages/built-page.js';

/** What is documented: the page's own files and the API that is passed on are described elsewhere. */
const DOCUMENTED = /^\/(?:session|health|metrics)(?:\/|$)/;

/** Reads the settings, builds the app and answers browsers until SIGTERM. */
export async function serve(): Promise<void> {
  endOnCrash('console');
  const settings = withPublicUrl(settingsOrExit(consoleSettings));
  const app = await createHttpApp(ConsoleModule.forRoot(settings), {
    service: 'console',
    logLevel: settings.LOG_LEVEL,
    api: consoleApi,
    isDocumented: (url) => DOCUMENTED.test(url),
  });
  await app.get(BuiltPage).serveFiles(app);
  await listenOrExit(app, settings);
  const { HOST, HTTP_PORT, CONFERENCING_URL, READ_MODELS_URL, PUBLIC_URL } = settings;
  sayStarted({
    service: 'console',
    listening: { http: `${HOST}:${HTTP_PORT}` },
    connectedTo: { conferencing: CONFERENCING_URL, 'read-models': READ_MODELS_URL, public_url: PUBLIC_URL },
  });
}
