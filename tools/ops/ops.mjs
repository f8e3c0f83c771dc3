import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

const USAGE = `npm run ops -- <command>   looks after a running system; npm run build, and this help lists the commands
`;
const main = repository('dist/tools/ops/src/main.js');
const asksForHelp = process.argv.some((word) => word === '--help' || word === '-h');

/** `npm run ops -- <command>` in a checkout; in an image, where everything is built, `node dist/tools/ops/src/main.js`. */
async function run() {
  if (!asksForHelp) await prepareCheckout();
  else if (!existsSync(main)) return void process.stdout.write(USAGE);
  const ops = await import(pathToFileURL(main).href);
  await ops.main(process.argv.slice(2), process.env);
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
}
