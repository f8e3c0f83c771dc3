import type { Browser } from 'playwright-core';
import { accessible } from './browser/accessible.js';
import { launchChromium } from './harness/chromium.js';
import { ConsoleWorld } from './harness/console-world.js';
import { HUGE } from './harness/window.js';

describe('an administrator with a huge screen', () => {
  const world = new ConsoleWorld();
  let browser: Browser;

  beforeAll(async () => {
    [browser] = await Promise.all([launchChromium(), world.start()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world.stop();
  });

  accessible(world, () => browser, [HUGE]);
});
