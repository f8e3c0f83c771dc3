import { demoLink } from '../../../apps/console/src/operate/demo-link.js';
import type { DataFolder } from './data-folder.js';
import type { KeptDemo } from './demo/kept-demo.js';
import type { StackEnvironment } from './environment.js';
import { readKept } from './kept-file.js';

/** Signs a browser in to the demo's account, once; undefined when there is no demo. */
export async function consoleLink(environment: StackEnvironment, folder: DataFolder): Promise<string | undefined> {
  const demo = readKept<KeptDemo>(folder.file('demo.json'));
  return demo && (await demoLink(environment.consoleUrl, environment.sessionKeys, demo.token));
}
