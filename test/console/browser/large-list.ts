import type { Browser } from 'playwright-core';
import type { Tenant } from '../../e2e/api/tenant.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { largeClinic } from '../harness/large-clinic.js';
import { frames, recordWork, takeWork } from '../harness/page-work.js';
import { Window } from '../harness/window.js';

const ROW_PIXELS = 60;
/** Rows in view, and those above and below that are ready. */
const MOST_ROWS = 45;

/** What a long list costs is bounded by what is in view, and not by how long it is. */
export function largeList(world: ConsoleWorld, browser: () => Browser): void {
  let tenant: Tenant;
  let window: Window;

  beforeAll(async () => {
    tenant = await largeClinic(world, 8, 125);
    window = await Window.open(browser(), world.url);
    await recordWork(window.page);
    await window.signIn(tenant.token);
    await window.page.goto('/assignments?sort=service');
    await window.page.getByText('1,000 assignments', { exact: true }).waitFor();
    await window.settled();
  });
  afterAll(() => window.close());

  it('holds the rows in view, however far the user scrolls', async () => {
    const { page } = window;
    await takeWork(page);
    await page.mouse.move(700, 500);
    const steps = 40;
    for (let step = 0; step < steps; step += 1) {
      await page.mouse.wheel(0, 5 * ROW_PIXELS);
      await frames(page);
    }
    await window.settled();
    const work = await takeWork(page);
    expect(work.mostRows).toBeLessThanOrEqual(MOST_ROWS);
    // Each row enters once; one that is loaded when it is in view already takes the place of its skeleton.
    expect(work.rowsAdded).toBeGreaterThan(steps * 5 * 0.9);
    expect(work.rowsAdded).toBeLessThan(2 * steps * 5 + MOST_ROWS);

    await page.getByRole('row').nth(2).focus();
    await page.keyboard.press('End');
    await page.locator('[data-index="999"]').getByText('Consultation 7').waitFor();
    expect((await takeWork(page)).mostRows).toBeLessThanOrEqual(MOST_ROWS + 1);
    await page.mouse.wheel(0, -500 * ROW_PIXELS);
    await page.locator('[data-index="500"]').getByText('Consultation').waitFor();
    await window.settled();
    const focused = await page.evaluate<string>('document.activeElement.innerText');
    expect(focused).toContain('Consultation 7');
  });

  it('selects every row of a range, whether it was in view or not', async () => {
    const { page } = window;
    await page.goto('/assignments?sort=service');
    await page.locator('[data-index="2"] .check').click();
    await page.getByText('1 assignment selected').waitFor();
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, 400 * ROW_PIXELS);
    await page.locator('[data-index="405"] .check').click({ modifiers: ['Shift'] });
    await page.getByText('404 assignments selected').waitFor();
  });

  it('draws nothing but the row that has changed elsewhere', async () => {
    const { page } = window;
    await page.goto('/assignments?sort=service&search=Provider+0');
    await page.getByLabel('Select Provider 0, Consultation 0').waitFor();
    await window.settled();
    const { data } = await tenant.api.get('/v1/service_providers?sort=service&search=Provider+0&page_size=1');
    const [{ service, provider, conferencing }] = data;
    const { data: users } = await tenant.api.get(
      `/v1/connected_accounts/${conferencing.connected_account.id}/external_users?search=host19`,
    );
    await page.getByText('Live', { exact: true }).first().waitFor();
    await frames(page, 3);
    await takeWork(page);
    await tenant.api.put(`/v1/services/${service.id}/providers/${provider.id}/conferencing`, {
      connected_account_id: conferencing.connected_account.id,
      external_user_id: users[0].id,
    });
    const row = page.getByRole('row').filter({ hasText: 'host19@harbour.example' }).filter({ hasText: 'just now' });
    await row.first().waitFor();
    // Until the list has been read anew.
    await page.waitForResponse((answer) => answer.url().includes('/v1/service_providers?'));
    await frames(page, 3);
    const work = await takeWork(page);
    expect(work.rowsAdded).toBe(0);
    expect(work.changes).toBeGreaterThan(0);
    expect(work.changes).toBeLessThan(30);
    expect(window.complaints).toEqual([]);
  });
}
