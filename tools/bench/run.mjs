import { createRequire } from 'node:module';
import { prepareCheckout } from '../checkout/prepare.mjs';

/** `npm run bench [-- name…]` */
const require = createRequire(import.meta.url);

try {
  await prepareCheckout();
  require('../../libs/testing/typescript-hook.js');
  const { runBenches } = require('./src/run-benches.ts');
  process.exit(await runBenches(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
