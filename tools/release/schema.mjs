import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';

const USAGE = `npm run release:schema                 keeps what later versions are tested against in test/releases/<version>
npm run release:schema -- <version>    … of another version than that of package.json
`;

const require = createRequire(import.meta.url);
const { words } = readArguments({ usage: USAGE, words: true });

try {
  await prepareCheckout({ build: false });
  require('../../libs/testing/typescript-hook.js');
  const { writeRelease } = require('../../test/releases/write-release.ts');
  const [version = require('../../package.json').version] = words;
  for (const path of await writeRelease(version)) process.stdout.write(`${relative(process.cwd(), path)}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
