import { pathToFileURL } from 'node:url';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

const USAGE = `npm start              starts the whole stack, shows the main job on it, and stays up until Ctrl-C
npm start -- --once    the same, and stops when the job has been shown
npm run dev            starts the stack without a demonstration, and runs what you save

npm run status says where everything is. Settings that move ports and data:
CONFERENCING_PORT, READ_MODELS_PORT, READ_MODELS_TCP_PORT, ZOOM_SANDBOX_PORT, CONSOLE_PORT, POSTGRES_PORT, KAFKA_PORT,
STACK_DATA_DIR; servers of your own: DATABASE_URL, KAFKA_BROKERS.
`;

readArguments({ usage: USAGE, options: { once: { type: 'boolean' }, watch: { type: 'boolean' } } });

/** `npm start`: needs only Node, so it works in a checkout before install and build. */
try {
  await prepareCheckout();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import(pathToFileURL(repository('dist/tools/local-stack/src/main.js')).href);
