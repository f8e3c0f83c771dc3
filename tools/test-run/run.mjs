import { createRequire } from 'node:module';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';

const USAGE = `npm test                every check and every suite, except the long ones
npm test -- <step>…     these steps alone, such as lint, unit, int, e2e or long; an unknown name lists all of them
`;

const { words } = readArguments({ usage: USAGE, words: true });

/** `npm test`: needs only Node at first, so it works in a fresh checkout. */
const require = createRequire(import.meta.url);

try {
  await prepareCheckout({ build: false });
  require('../../libs/testing/typescript-hook.js');
  const { runTests } = require('./src/run-tests.ts');
  process.exit(await runTests(words));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
