import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '@conferencing/testing';
import type { Browser } from 'playwright-core';
import { pagesOf } from './browser/pages.js';
import { busyClinic } from './harness/busy-clinic.js';
import { launchChromium } from './harness/chromium.js';
import type { Clinic } from './harness/clinic.js';
import { ConsoleWorld } from './harness/console-world.js';
import { type View, VIEWS, Window } from './harness/window.js';

/** `npm run console:pictures` keeps them in docs; any other run looks at them and throws them away. */
const { PICTURES_FOLDER } = process.env;

describe('pictures of the console', () => {
  const world = new ConsoleWorld();
  const folder = PICTURES_FOLDER ? resolve(PICTURES_FOLDER) : temporaryFolder('pictures').path;
  let browser: Browser;
  let place: Clinic;

  beforeAll(async () => {
    [browser] = await Promise.all([launchChromium(), world.start()]);
    place = await busyClinic(world);
    mkdirSync(folder, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await world.stop();
  });

  it.each<[string, View]>(VIEWS.map((view) => [view.name, view]))('in %s', async (name, view) => {
    const window = await Window.open(browser, world.url, view);
    const take = async (page: string) => {
      await window.settled();
      const picture = await window.page.screenshot({ animations: 'disabled' });
      expect(picture.length).toBeGreaterThan(5_000);
      writeFileSync(join(folder, `${page}-${name}.png`), picture);
    };
    try {
      await window.page.goto('/sign-in');
      await take('sign-in');
      await window.signIn(place.tenant.token);
      for (const [page, path] of Object.entries(pagesOf(place))) {
        await window.page.goto(path);
        await take(page);
      }
      expect(window.complaints).toEqual([]);
    } finally {
      await window.close();
    }
  });
});
