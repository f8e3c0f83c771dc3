import { createRequire } from 'node:module';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';

const USAGE = `npm run bench              measures every figure beside its own limit, one benchmark after the other
npm run bench -- <word>…   the benchmarks whose file names contain one of the words; an unknown word lists all of them
`;

const { words } = readArguments({ usage: USAGE, words: true });
const require = createRequire(import.meta.url);

try {
  await prepareCheckout();
  require('../../libs/testing/typescript-hook.js');
  const { runBenches } = require('./src/run-benches.ts');
  process.exit(await runBenches(words));
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
