import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { prepareCheckout } from '../../tools/checkout/prepare.mjs';

/** `npm run release:schema -- <version>`: keeps what later versions are tested against, see write-release.ts. */
const require = createRequire(import.meta.url);

try {
  await prepareCheckout({ build: false });
  require('../../libs/testing/typescript-hook.js');
  const { writeRelease } = require('./write-release.ts');
  const [version = require('../../package.json').version] = process.argv.slice(2);
  for (const path of await writeRelease(version)) process.stdout.write(`${relative(process.cwd(), path)}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
