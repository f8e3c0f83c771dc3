import { pathToFileURL } from 'node:url';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

const HELP = `npm start              starts the whole stack, shows the main job on it, and stays up until Ctrl-C
npm start -- --once    the same, and stops when the job has been shown

npm run status says where everything is, npm run dev starts it in watch mode. Settings that move ports and data:
CONFERENCING_PORT, READ_MODELS_PORT, READ_MODELS_TCP_PORT, ZOOM_SANDBOX_PORT, CONSOLE_PORT, POSTGRES_PORT, KAFKA_PORT,
STACK_DATA_DIR; servers of your own: DATABASE_URL, KAFKA_BROKERS.
`;

if (process.argv.some((arg) => arg === '--help' || arg === '-h')) {
  process.stdout.write(HELP);
  process.exit(0);
}

/** `npm start`: needs only Node, so it works in a checkout before install and build. */
try {
  await prepareCheckout();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import(pathToFileURL(repository('dist/tools/local-stack/src/main.js')).href);
