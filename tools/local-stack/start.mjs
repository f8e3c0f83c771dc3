import { pathToFileURL } from 'node:url';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

/** `npm start`: needs nothing but Node, so it can begin in a checkout where nothing has been installed or built. */
try {
  await prepareCheckout();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import(pathToFileURL(repository('dist/tools/local-stack/src/main.js')).href);
