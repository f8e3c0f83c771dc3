import type { Browser } from 'playwright-core';
import { busyClinic } from '../harness/busy-clinic.js';
import type { Clinic } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { frames, recordWork, takeWork } from '../harness/page-work.js';
import { type View, VIEWS, Window } from '../harness/window.js';
import { pagesOf } from './pages.js';

/** A tenth of what the web's vitals call good: nobody sees it. */
const MOST_SHIFT = 0.01;

const MOVING = `document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime > 10).length`;

export function accessible(world: ConsoleWorld, browser: () => Browser, views: readonly View[] = VIEWS): void {
  let place: Clinic;

  beforeAll(async () => {
    place = await busyClinic(world);
  });

  it.each<[string, View]>(views.map((view) => [view.name, view]))('in %s', async (_, view) => {
    const window = await Window.open(browser(), world.url, view);
    try {
      await recordWork(window.page);
      await window.page.goto('/sign-in');
      await window.page.getByLabel('Access token').waitFor();
      const found: Record<string, string[]> = { 'sign-in': await window.violations() };
      await window.signIn(place.tenant.token);
      for (const [name, path] of Object.entries(pagesOf(place))) {
        await window.page.goto(path);
        await window.settled();
        const { shift, shifted } = await takeWork(window.page);
        const moved = shift > MOST_SHIFT ? [`${shift.toFixed(3)} of layout shift: ${shifted.join(', ')}`] : [];
        found[name] = [...moved, ...(await window.violations()), ...(await window.overflow())];
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
      expect(window.complaints).toEqual([]);
    } finally {
      await window.close();
    }
  });

  it.each([
    ['moves for people who like that', true],
    ['stands still for people who asked for less motion', false],
  ])('and %s', async (_, motion) => {
    const window = await Window.open(browser(), world.url, { ...VIEWS[0]!, motion });
    try {
      const { page } = window;
      await window.signIn(place.tenant.token);
      // What is still to come has a skeleton, which moves.
      await page.route('**/v1/service_providers?*', () => undefined);
      await page.goto('/assignments');
      await page.locator('.pair-row .skeleton').first().waitFor();
      await frames(page, 2);
      const moving = await page.evaluate<number>(MOVING);
      expect(moving > 0).toBe(motion);
    } finally {
      await window.close();
    }
  });
}
