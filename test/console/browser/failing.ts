import type { Browser } from 'playwright-core';
import { type Clinic, clinic } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { Window } from '../harness/window.js';

const API = /\/api\/(?:conferencing|read-models)\//;

/** What a page does while the server fails, is slow, or gives only a part of the page. */
export function failing(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;
  let window: Window;

  beforeAll(async () => {
    place = await clinic(world);
    for (const service of ['First appointment', 'Follow-up', 'Group session'])
      await place.assign(service, 'Ada Moreau', 'ada@clinic.example');
    window = await Window.open(browser(), world.url);
    await window.signIn(place.tenant.token);
  });
  afterAll(() => window.close());
  afterEach(() => window.page.unrouteAll());

  /** Requests that may change something, as they arrive; each takes a while. */
  const countWrites = async (path: RegExp) => {
    const seen: string[] = [];
    await window.page.route(path, async (route) => {
      const { method, data } = { method: route.request().method(), data: route.request().postData() ?? '' };
      const isWrite =
        method !== 'GET' && !data.includes('"dry_run":true') && !route.request().url().includes('dry_run');
      if (isWrite) {
        seen.push(`${method} ${new URL(route.request().url()).pathname}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      await route.continue();
    });
    return seen;
  };

  it('says that a part of the page is not there, keeps the page, and offers to load it again', async () => {
    const { page } = window;
    await page.goto('/assignments?search=group');
    await page.getByLabel('Select Ben Okafor, Group session').click();
    const parts = /\/assets\/(?:palette|selected-actions)-[^/]+\.js/;
    await page.route(parts, (route) => route.abort());
    await page.keyboard.press('Control+k');
    await page.getByText('This could not be opened').first().waitFor();
    await page.getByRole('button', { name: 'Assign a host' }).click();
    await page.getByText('This could not be opened').nth(1).waitFor();
    await page.getByText('1 assignment selected').waitFor();
    await page.unroute(parts);
    await page.getByRole('button', { name: 'Load again' }).last().click();
    await page.getByLabel('Select Ben Okafor, Group session').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Search or jump to' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('says that the server takes long, for as long as it does', async () => {
    const { page } = window;
    let answer: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/service_providers/, async (route) => {
      await late;
      await route.continue();
    });
    await page.goto('/assignments');
    const slow = page.getByText('The server takes longer than usual.');
    await slow.waitFor();
    answer();
    await slow.waitFor({ state: 'detached' });
    await page.getByText('12 assignments').waitFor();
  });

  it('writes once when a button is pressed twice', async () => {
    const { page } = window;
    const writes = await countWrites(API);
    await page.goto('/assignments?search=group');
    await page.getByLabel('Select Ben Okafor, Group session').click();
    await page.getByRole('button', { name: 'Assign a host' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Host' }).fill('Ben');
    await dialog.getByRole('option', { name: /Ben Okafor/ }).click();
    await dialog.getByRole('button', { name: 'Assign 1 assignment' }).dblclick();
    await dialog.waitFor({ state: 'detached' });
    expect(writes).toHaveLength(1);

    await page.goto(`/hosts/${place.connection.users['ada@clinic.example'].id}`);
    await page.getByRole('button', { name: 'Hand over everything' }).click();
    await dialog.getByRole('combobox', { name: 'To' }).fill('Cleo');
    await dialog.getByRole('option', { name: /Cleo Lindt/ }).click();
    await dialog.getByRole('button', { name: 'Hand over 3 assignments' }).dblclick();
    await dialog.waitFor({ state: 'detached' });
    expect(writes.slice(1)).toEqual(['POST /api/conferencing/v1/conferencing/handovers']);

    await page.goto('/connections');
    await page.getByRole('button', { name: 'Connect Zoom' }).click();
    const { account_id, client_id, client_secret } = place.tenant.connection.credentials;
    await dialog.getByLabel('Account ID').fill(account_id);
    await dialog.getByLabel('Client ID').fill(client_id);
    await dialog.getByLabel('Client secret').fill(client_secret);
    await dialog.getByRole('button', { name: 'Connect', exact: true }).dblclick();
    await dialog.waitFor({ state: 'detached' });
    expect(writes.slice(2)).toEqual(['POST /api/conferencing/v1/connected_accounts']);
  });

  it('keeps the focus on a button that is at work', async () => {
    const { page } = window;
    await page.goto(`/connections/${place.connection.id}`);
    await window.settled();
    const writes = await countWrites(/\/external_users\/sync$/);
    await page.getByRole('button', { name: 'Sync now' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('Synced with Zoom: 3 users.').waitFor();
    expect(await page.evaluate<string>('document.activeElement.innerText')).toBe('Sync now');
    expect(writes).toHaveLength(1);
  });

  it('never takes another person than was typed, however late the answer is', async () => {
    const { page } = window;
    const { serviceId, providerId } = place.pairs.get('Follow-up/Dana Novak')!;
    await page.goto(`/assignments/${serviceId}/${providerId}`);
    const host = page.getByRole('combobox', { name: 'Host' });
    await host.fill('Ada');
    await page.getByRole('option', { name: /Ada Moreau/ }).waitFor();
    let answer: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/external_users\?.*search=Ben/, async (route) => {
      await late;
      await route.continue();
    });
    await host.fill('Ben');
    await page.getByText('Looking…').waitFor();
    await host.press('Enter');
    expect(await host.inputValue()).toBe('Ben');
    answer();
    await page.getByRole('option', { name: /Ben Okafor/ }).waitFor();
    await page.getByRole('option', { name: /Ben Okafor/ }).click();
    await page.getByRole('button', { name: 'Assign Ben Okafor' }).waitFor();

    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog').getByRole('combobox');
    await palette.fill('ada');
    await page
      .getByRole('option', { name: /^Ada Moreau/ })
      .first()
      .waitFor();
    await page.route(/search=cleo/, () => undefined);
    await palette.fill('cleo');
    await page.getByRole('option', { name: 'Search assignments for “cleo”' }).waitFor();
    expect(await page.getByRole('option', { name: /Ada/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(window.complaints).toEqual([]);
  });
}
