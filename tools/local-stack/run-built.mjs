import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { repository } from '../checkout/repository.mjs';

/** Runs a command on the running stack: it builds nothing, because a stack that runs has been built. */
export async function runBuilt(name) {
  const main = repository(`dist/tools/local-stack/src/${name}.main.js`);
  if (existsSync(main)) return void (await import(pathToFileURL(main).href));
  process.stderr.write('Nothing has been built here yet: start the local stack with npm start\n');
  process.exitCode = 1;
}
