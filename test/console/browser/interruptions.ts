import type { Browser } from 'playwright-core';
import { type Clinic, clinic } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { Window } from '../harness/window.js';

export function interruptions(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;
  let window: Window;

  beforeAll(async () => {
    place = await clinic(world);
  });
  beforeEach(async () => {
    window = await Window.open(browser(), world.url);
    await window.signIn(place.tenant.token);
  });
  afterEach(() => window.close());

  it('by a network that goes and comes back, and misses nothing', async () => {
    const { page, context } = window;
    await page.goto('/assignments?search=follow');
    await page.getByText('Live', { exact: true }).first().waitFor();
    await context.setOffline(true);
    // The browser keeps open connections; a restart of the console ends the stream, as a network does that went away.
    await world.restartConsole();
    await page.getByText('This page has lost its connection to the server.').waitFor();
    await place.assign('Follow-up', 'Ada Moreau', 'ada@clinic.example');
    await context.setOffline(false);
    await page.getByRole('row').filter({ hasText: 'Ada Moreau' }).getByText('ada@clinic.example').nth(1).waitFor({
      timeout: 30_000,
    });
    await page.getByText('This page has lost its connection to the server.').waitFor({ state: 'detached' });
  });

  it('by the end of the session in the middle of an edit, and loses nothing', async () => {
    const { page, context } = window;
    await page.goto('/assignments?search=group');
    await page.getByLabel('Select Ben Okafor, Group session').click();
    await page.getByRole('button', { name: 'Assign a host' }).click();
    const dialog = page.getByRole('dialog', { name: /Assign a host/ });
    await dialog.getByRole('combobox', { name: 'Host' }).fill('Ben');
    await dialog.getByRole('option', { name: /Ben Okafor/ }).click();
    await context.clearCookies();
    await dialog.getByRole('button', { name: 'Assign 1 assignment' }).click();
    const again = page.getByRole('dialog', { name: 'Please sign in again' });
    await again.getByLabel('Access token').fill(place.tenant.token);
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const pair = place.pairs.get('Group session/Ben Okafor')!;
    expect((await place.tenant.api.get(pair.conferencing)).data.external_user.email).toBe('ben@clinic.example');
    expect(window.complaints).toEqual([]);
  });

  it('by a token that was revoked, and is asked to sign in', async () => {
    const path = `/v1/accounts/${place.tenant.accountId}/tokens`;
    const { data } = await world.platform.post(path, { name: 'short' });
    const own = await Window.open(browser(), world.url);
    try {
      await own.signIn(data.token);
      await world.platform.delete(`${path}/${data.id}`);
      await own.page.getByRole('dialog', { name: 'Please sign in again' }).waitFor({ timeout: 20_000 });
    } finally {
      await own.close();
    }
  });

  it('by a link of a mail, and comes back to it after the sign-in', async () => {
    const own = await Window.open(browser(), world.url);
    try {
      await own.page.goto('/assignments?search=group');
      await own.page.waitForURL(/\/sign-in\?next=/);
      await own.page.getByLabel('Access token').fill(place.tenant.token);
      await own.page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await own.page.waitForURL(/\/assignments\?search=group$/);
      await own.page.getByLabel('Select Ben Okafor, Group session').waitFor();
    } finally {
      await own.close();
    }
  });
}
