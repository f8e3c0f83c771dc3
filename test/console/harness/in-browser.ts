import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { ConsoleWorld } from './console-world.js';

/** The console and a browser for the tests of the suite that calls this; both end after the last one. */
export function inBrowser(): { world: ConsoleWorld; browser: () => Browser } {
  const world = new ConsoleWorld();
  let browser: Browser;

  beforeAll(async () => {
    [browser] = await Promise.all([launchChromium(), world.start()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world.stop();
  });

  return { world, browser: () => browser };
}
