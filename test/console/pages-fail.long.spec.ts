import type { Route } from 'playwright-core';
import { pagesOf } from './browser/pages.js';
import { clinic } from './harness/clinic.js';
import { inBrowser } from './harness/in-browser.js';
import { Window } from './harness/window.js';

const API = /\/api\/(?:conferencing|read-models)\//;

const fail = (route: Route) =>
  route.fulfill({
    status: 500,
    headers: { 'x-request-id': 'req-of-the-page' },
    json: { errors: [{ status: '500', code: 'internal', detail: 'Something broke.' }] },
  });

describe('a server that fails', () => {
  const { world, browser } = inBrowser();

  it('is named on each page with the request to quote, keeps nobody waiting, and is asked again', async () => {
    const place = await clinic(world);
    await place.assign('First appointment', 'Ada Moreau', 'ada@clinic.example');
    const window = await Window.open(browser(), world.url);
    const { page } = window;
    await window.signIn(place.tenant.token);
    const found: Record<string, string[]> = {};
    for (const [name, path] of Object.entries(pagesOf(place))) {
      await page.route(API, fail);
      await page.goto(path);
      await page.getByText('Something broke. If it happens again, quote request req-of-the-page.').first().waitFor();
      const waits = await window.settled().then(
        () => [],
        () => ['It waits for ever'],
      );
      const wrong = [...waits, ...(await window.violations()), ...(await window.overflow())];
      await page.unroute(API, fail);
      const again = page.getByRole('button', { name: 'Try again' });
      while ((await again.count()) > 0) {
        await again.first().click();
        await window.settled();
      }
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      found[name] = [...wrong, ...(title === '…' ? ['It has no title'] : [])];
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
    await window.close();
  });
});
