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

  it('by the end of the session of an operator, and goes on with the same account', async () => {
    const own = await Window.open(browser(), world.url);
    try {
      const { page, context } = own;
      await own.signIn(world.system.platformToken, place.tenant.accountId);
      const { serviceId, providerId, conferencing } = place.pairs.get('Follow-up/Cleo Lindt')!;
      await page.goto(`/assignments/${serviceId}/${providerId}`);
      await page.getByRole('combobox', { name: 'Host' }).fill('Cleo');
      await page.getByRole('option', { name: /Cleo Lindt/ }).click();
      await context.clearCookies();
      await page.getByRole('button', { name: 'Assign Cleo Lindt' }).click();
      const again = page.getByRole('dialog', { name: 'Please sign in again' });
      await again.getByLabel('Access token').fill(world.system.platformToken);
      await again.getByRole('button', { name: 'Sign in', exact: true }).click();
      await again.waitFor({ state: 'detached' });
      await page.getByText('Cleo Lindt hosts it now.').waitFor();
      expect((await place.tenant.api.get(conferencing)).data.external_user.email).toBe('cleo@clinic.example');
    } finally {
      await own.close();
    }
  });

  it('by another tab that is signed in to another account, and mixes nothing', async () => {
    const { page, context } = window;
    await page.goto('/assignments?search=follow');
    await page.getByLabel('Select Ada Moreau, Follow-up').waitFor();
    const stranger = await world.tenant();
    const tab = await context.newPage();
    await tab.goto('/overview');
    await tab.getByRole('heading', { name: 'Overview' }).waitFor();
    // As the sign-out of the other tab leaves it.
    await context.clearCookies();
    await tab.goto('/sign-in');
    await tab.getByLabel('Access token').fill(stranger.token);
    await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
    await tab.getByText('There are no assignments yet.').waitFor();
    await page.getByLabel('Search assignments').fill('');
    const again = page.getByRole('dialog', { name: 'Please sign in again' });
    await again.getByText('This page belongs to').waitFor();
    expect(await page.getByText('No assignments yet').count()).toBe(0);
    await again.getByLabel('Access token').fill(place.tenant.token);
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await again.waitFor({ state: 'detached' });
    await page.getByText('12 assignments').waitFor();
    // The other one can't go on either.
    await tab.getByRole('link', { name: 'Hosts', exact: true }).last().click();
    await tab.getByRole('button', { name: /^Go to / }).click();
    await tab.getByRole('link', { name: /[1-9]\d* No host/ }).waitFor();
    await tab.close();
  });

  it('by a reload, and finds what was entered', async () => {
    const { page } = window;
    await page.goto('/import');
    await page.getByLabel('What the list contains').selectOption('mappings');
    await page.getByLabel('Paste the list here').fill('Dana Novak, ben@clinic.example');
    await page.reload();
    expect(await page.getByLabel('Paste the list here').inputValue()).toBe('Dana Novak, ben@clinic.example');
    expect(await page.getByLabel('What the list contains').inputValue()).toBe('mappings');

    const { serviceId, providerId } = place.pairs.get('First appointment/Dana Novak')!;
    await page.goto(`/assignments/${serviceId}/${providerId}`);
    await page.getByRole('combobox', { name: 'Host' }).fill('Ben');
    await page.getByRole('option', { name: /Ben Okafor/ }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Assign Ben Okafor' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Host' }).inputValue()).toBe('Ben Okafor');
    // Who leaves the page on purpose, and comes back, begins anew.
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Assign', exact: true }).waitFor();
  });

  it('by another change while they read what they are about to remove', async () => {
    const { page } = window;
    await place.assign('First appointment', 'Ben Okafor', 'ada@clinic.example');
    const { serviceId, providerId, conferencing } = place.pairs.get('First appointment/Ben Okafor')!;
    await page.goto(`/assignments/${serviceId}/${providerId}`);
    await page.getByRole('button', { name: 'Remove host' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Ada Moreau').waitFor();
    const platform = world.platform.with({ 'x-account-id': place.tenant.accountId });
    const { id, users } = place.connection;
    await platform.put(conferencing, {
      connected_account_id: id,
      external_user_id: users['ben@clinic.example'].id,
    });
    await page.getByText('Changed just now by Platform.').waitFor();
    await dialog.getByRole('button', { name: 'Remove the host of 1 assignment' }).click();
    await dialog.getByText('Changed meanwhile by Platform: Ben Okafor hosts it now.').waitFor();
    expect((await place.tenant.api.get(conferencing)).data.external_user.email).toBe('ben@clinic.example');
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
