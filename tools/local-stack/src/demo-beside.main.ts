import { settingsOrExit } from '@conferencing/settings';
import { demoLink } from '../../../apps/console/src/operate/demo-link.js';
import { demoSettings } from './demo.config.js';
import { runDemo } from './demo/demo.js';
import { heading, line } from './demo/print.js';

/** Where docker-compose.yml has the stack's own. */
const OWN_ZOOM = 'zoom-sandbox';

/** Shows the main job once on a stack that runs already, and ends. */
async function main(): Promise<void> {
  const settings = settingsOrExit(demoSettings);
  const place = {
    platformToken: settings.PLATFORM_TOKEN,
    urlOfService: (service: 'conferencing' | 'read-models') =>
      service === 'conferencing' ? settings.CONFERENCING_URL : settings.READ_MODELS_URL,
    tcpOfReadModels: {
      host: settings.READ_MODELS_TCP_HOST,
      port: settings.READ_MODELS_TCP_PORT,
      secret: settings.READ_MODELS_TCP_SECRET,
    },
    zoomUrl: settings.ZOOM_API_URL,
    isOwnZoom: new URL(settings.ZOOM_API_URL).hostname === OWN_ZOOM,
    kafka: process.env,
  };
  const { token } = await runDemo(place, settings.DEMO_DATA_FILE);
  const { PUBLIC_URL, SESSION_KEYS } = settings;
  if (PUBLIC_URL === undefined || SESSION_KEYS === undefined) return;
  heading('The console, signed in to the demo; the link works once');
  line(await demoLink(PUBLIC_URL, SESSION_KEYS, token));
}

main().catch((error: Error) => {
  process.stderr.write(`The demo could not be shown to its end: ${error.message}\n`);
  process.exitCode = 1;
});
