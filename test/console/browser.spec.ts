import type { Browser } from 'playwright-core';
import { accessible } from './browser/accessible.js';
import { assigning } from './browser/assigning.js';
import { interruptions } from './browser/interruptions.js';
import { launchChromium } from './harness/chromium.js';
import { ConsoleWorld } from './harness/console-world.js';

describe('an administrator in a browser', () => {
  const world = new ConsoleWorld();
  let browser: Browser;

  beforeAll(async () => {
    [browser] = await Promise.all([launchChromium(), world.start()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world.stop();
  });

  describe('assigns hosts', () => {
    assigning(world, () => browser);
  });
  describe('is interrupted', () => {
    interruptions(world, () => browser);
  });
  describe('sees pages that everybody can use', () => {
    accessible(world, () => browser);
  });
});
