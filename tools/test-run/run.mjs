import { createRequire } from 'node:module';
import { prepareCheckout } from '../checkout/prepare.mjs';

/** `npm test`: needs only Node at first, so it works in a fresh checkout. */
const require = createRequire(import.meta.url);

try {
  await prepareCheckout({ build: false });
  require('../../libs/testing/typescript-hook.js');
  const { runTests } = require('./src/run-tests.ts');
  process.exit(await runTests(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
