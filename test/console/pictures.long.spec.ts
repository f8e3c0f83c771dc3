import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '@conferencing/testing';
import { pagesOf } from './browser/pages.js';
import { busyClinic } from './harness/busy-clinic.js';
import type { Clinic } from './harness/clinic.js';
import { inBrowser } from './harness/in-browser.js';
import { type View, VIEWS, Window } from './harness/window.js';

/** `npm run console:pictures` keeps them in docs; any other run looks at them and throws them away. */
const { PICTURES_FOLDER } = process.env;

describe('pictures of the console', () => {
  const { world, browser } = inBrowser();
  const folder = PICTURES_FOLDER ? resolve(PICTURES_FOLDER) : temporaryFolder('pictures').path;
  let place: Clinic;

  beforeAll(async () => {
    place = await busyClinic(world);
    mkdirSync(folder, { recursive: true });
  });

  it.each<[string, View]>(VIEWS.map((view) => [view.name, view]))('in %s', async (name, view) => {
    const window = await Window.open(browser(), world.url, view);
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
