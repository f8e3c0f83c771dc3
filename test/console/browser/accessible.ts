import type { Browser } from 'playwright-core';
import { type Clinic, clinic } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { type View, VIEWS, Window } from '../harness/window.js';
import { pagesOf } from './pages.js';

export function accessible(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;

  beforeAll(async () => {
    place = await clinic(world);
    await place.assign('First appointment', 'Ada Moreau', 'ada@clinic.example');
    await place.assign('Follow-up', 'Dana Novak', 'cleo@clinic.example');
  });

  it.each<[string, View]>(VIEWS.map((view) => [view.name, view]))('in %s', async (_, view) => {
    const window = await Window.open(browser(), world.url, view);
    try {
      await window.page.goto('/sign-in');
      await window.page.getByLabel('Access token').waitFor();
      const found: Record<string, string[]> = { 'sign-in': await window.violations() };
      await window.signIn(place.tenant.token);
      for (const [name, path] of Object.entries(pagesOf(place))) {
        await window.page.goto(path);
        await window.settled();
        found[name] = [...(await window.violations()), ...(await window.overflow())];
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
      expect(window.complaints).toEqual([]);
    } finally {
      await window.close();
    }
  });
}
