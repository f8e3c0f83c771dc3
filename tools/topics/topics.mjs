import { pathToFileURL } from 'node:url';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

/** `npm run topics` in a checkout; in an image, where everything is built, `node dist/tools/topics/src/main.js`. */
try {
  await prepareCheckout();
  await import(pathToFileURL(repository('dist/tools/topics/src/main.js')).href);
} catch (error) {
  process.stderr.write(`${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
}
