import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { repository } from '../checkout/repository.mjs';

/** Runs a command on the running stack: it builds nothing, because a stack that runs has been built. */
export async function runBuilt(name, options) {
  const command = repository(`dist/tools/local-stack/src/${name}.command.js`);
  if (existsSync(command)) return createRequire(import.meta.url)(command).run(options);
  process.stderr.write('Nothing has been built here yet: start the local stack with npm start\n');
  process.exitCode = 1;
}
