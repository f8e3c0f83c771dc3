import type { Browser, Locator } from 'playwright-core';
import { type Clinic, clinic } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { Window } from '../harness/window.js';

/** A change elsewhere has to be visible within a second; a busy machine gets more. */
const LIVE_MS = 10_000;

export function assigning(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;
  let window: Window;

  beforeAll(async () => {
    place = await clinic(world);
    await place.assign('First appointment', 'Ada Moreau', 'ada@clinic.example');
    window = await Window.open(browser(), world.url);
    await window.signIn(place.tenant.token);
  });
  afterAll(async () => {
    await window.close();
  });

  const row = (of: Window, service: string, provider: string): Locator =>
    of.page.getByRole('row').filter({ hasText: service }).filter({ hasText: provider }).first();

  it('after signing in, and sees how everything is', async () => {
    await window.page.getByRole('heading', { name: 'Overview' }).waitFor();
    await window.page.getByRole('link', { name: /1 Ready/ }).waitFor();
    await window.page.getByRole('link', { name: /11 No host/ }).waitFor();
    await window.page.getByText('Live', { exact: true }).first().waitFor();
    expect(window.complaints).toEqual([]);
  });

  it('to several providers at once, with a preview, and finds the search in the address', async () => {
    const { page } = window;
    await page.goto('/assignments');
    await page.getByLabel('Search assignments').fill('follow');
    await page.waitForURL(/search=follow/);
    await row(window, 'Follow-up', 'Ben Okafor').waitFor();
    await page.getByText('Group session').first().waitFor({ state: 'detached' });
    await page.getByLabel('Select Ben Okafor, Follow-up').click();
    await page.getByLabel('Select Dana Novak, Follow-up').click();
    await page.getByRole('button', { name: 'Assign a host' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Host' }).fill('Ben');
    await dialog.getByRole('option', { name: /Ben Okafor/ }).click();
    await dialog.getByText('What changes').waitFor();
    expect(await dialog.innerText()).toContain('Follow-up · Dana Novak');
    await dialog.getByRole('button', { name: 'Assign 2 assignments' }).click();
    await dialog.waitFor({ state: 'detached' });
    await row(window, 'Follow-up', 'Dana Novak').getByText('ben@clinic.example').waitFor();
    const { data } = await place.tenant.api.get('/v1/service_providers?search=ben%40clinic&host_state=ready');
    expect(data).toHaveLength(2);
    expect(window.complaints).toEqual([]);
  });

  it('and sees at once what another administrator changes', async () => {
    const { page } = window;
    await page.goto('/assignments');
    await page.getByText('Live', { exact: true }).first().waitFor();
    await row(window, 'Group session', 'Cleo Lindt').waitFor();
    await place.assign('Group session', 'Cleo Lindt', 'ada@clinic.example');
    await row(window, 'Group session', 'Cleo Lindt').getByText('ada@clinic.example').waitFor({ timeout: LIVE_MS });
    await row(window, 'Group session', 'Cleo Lindt')
      .getByText(/just now/)
      .waitFor();
  });

  it('only where nobody else was quicker, and hears who was', async () => {
    const other = await Window.open(browser(), world.url);
    try {
      await other.signIn(world.system.platformToken, place.tenant.accountId);
      for (const one of [window, other]) {
        await one.page.goto('/assignments?search=group');
        await one.page.getByLabel('Select Dana Novak, Group session').click();
      }
      await window.page.getByLabel('Select Ben Okafor, Group session').click();
      for (const one of [window, other]) await one.page.getByRole('button', { name: 'Assign a host' }).click();
      const pick = async (one: Window, name: string) => {
        const dialog = one.page.getByRole('dialog');
        await dialog.getByRole('combobox', { name: 'Host' }).fill(name);
        await dialog.getByRole('option', { name: new RegExp(name) }).click();
        await dialog.getByRole('button', { name: /^Assign \d assignments?$/ }).click();
        return dialog;
      };
      const first = await pick(other, 'Ada');
      await first.waitFor({ state: 'detached' });
      const second = await pick(window, 'Ben');
      await second.getByText(/Changed meanwhile by .+: Ada Moreau hosts it now/).waitFor();
      const pair = place.pairs.get('Group session/Dana Novak')!;
      expect((await place.tenant.api.get(pair.conferencing)).data.external_user.email).toBe('ada@clinic.example');
      // The other one is done, and can be undone.
      await second.getByText('1 assignment changed. 1 assignment stays as it is.').waitFor();
      await second.getByRole('button', { name: 'Close' }).last().click();
      const done = place.pairs.get('Group session/Ben Okafor')!.conferencing;
      expect((await place.tenant.api.get(done)).data.external_user.email).toBe('ben@clinic.example');
      await window.page.getByRole('button', { name: 'Undo' }).last().click();
      await window.page.getByText('1 assignment restored.').waitFor();
      expect((await place.tenant.api.get(done)).status).toBe(404);
    } finally {
      await other.close();
    }
  });
}
