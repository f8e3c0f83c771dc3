import { pathToFileURL } from 'node:url';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

/** `npm run ops -- <command>` in a checkout; in an image, where everything is built, `node dist/tools/ops/src/main.js`. */
try {
  await prepareCheckout();
  const { main } = await import(pathToFileURL(repository('dist/tools/ops/src/main.js')).href);
  await main(process.argv.slice(2), process.env);
} catch (error) {
  process.stderr.write(`${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
}
