import { pathToFileURL } from 'node:url';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

/** `npm start`: needs only Node, so it works in a checkout before install and build. */
try {
  await prepareCheckout();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import(pathToFileURL(repository('dist/tools/local-stack/src/main.js')).href);
