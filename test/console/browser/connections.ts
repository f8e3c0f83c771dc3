import type { Browser } from 'playwright-core';
import { type Clinic, clinic, HOSTS } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { Keyboard } from '../harness/keyboard.js';
import { Window } from '../harness/window.js';

/** What an administrator does with a connection, from its name to its end. */
export function connections(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;
  let window: Window;
  let keys: Keyboard;

  beforeAll(async () => {
    place = await clinic(world);
    for (const service of ['First appointment', 'Follow-up', 'Group session'])
      await place.assign(service, 'Ada Moreau', 'ada@clinic.example');
    window = await Window.open(browser(), world.url);
    keys = new Keyboard(window);
    await window.signIn(place.tenant.token);
    await window.page.goto(`/connections/${place.connection.id}`);
    await window.settled();
  });
  afterAll(() => window.close());

  const here = async () => (await place.tenant.api.get(place.connection.path)).data;

  it('gives it a name, by keyboard', async () => {
    const { page } = window;
    await keys.tabTo(/^Name$/);
    await keys.press('Control+a');
    await keys.type('Harbour clinic');
    await keys.press('Enter');
    await page.getByText('The connection has a new name.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Harbour clinic' }).waitFor();
    expect((await here()).display_name).toBe('Harbour clinic');
  });

  it('reads its users from Zoom, by keyboard', async () => {
    const { page } = window;
    await place.tenant.zoomUsers([...HOSTS, { id: 'zoom-new', email: 'new@clinic.example', first_name: 'Nora' }]);
    await page.getByRole('heading', { level: 1 }).focus();
    await keys.tabTo(/^Sync now$/);
    await keys.press('Enter');
    await page.getByText('Synced with Zoom: 4 users.').waitFor();
    await page.getByRole('link', { name: 'Nora' }).waitFor();
  });

  it('searches its users, and finds the search in the address', async () => {
    const { page } = window;
    await page.getByLabel('Search Zoom users').fill('nor');
    await page.waitForURL(/\?search=nor$/);
    await page.getByRole('link', { name: 'Ada Moreau' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: 'Nora' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nora' }).waitFor();
    await page.getByText('new@clinic.example · hosts nothing now').waitFor();
    await page.goBack();
    expect(await page.getByLabel('Search Zoom users').inputValue()).toBe('nor');
    await page.getByLabel('Search Zoom users').fill('');
    await page.getByRole('link', { name: 'Ada Moreau' }).waitFor();
  });

  it('finds who has left Zoom, and what they still host', async () => {
    const { page } = window;
    await place.tenant.zoomUsers(HOSTS.filter(({ id }) => id !== 'zoom-ada'));
    await place.tenant.sync(place.connection.path);
    await page.goto('/hosts?search=moreau');
    await page.getByText('Left Zoom').waitFor();
    await page.getByRole('link', { name: 'Ada Moreau' }).click();
    await page.getByText('hosts 3 assignments').waitFor();
    await place.tenant.zoomUsers([...HOSTS, { id: 'zoom-new', email: 'new@clinic.example', first_name: 'Nora' }]);
    await place.tenant.sync(place.connection.path);
    await page.goto(`/connections/${place.connection.id}`);
    await window.settled();
  });

  it('hears that Zoom refuses it, with the request to quote, and connects it again', async () => {
    const { page } = window;
    await place.tenant.fault('revoked');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /quote request \S+\.$/ })
      .waitFor();
    await page.getByText('Reconnect needed').first().waitFor();
    await place.tenant.noFaults();

    await page.getByRole('heading', { level: 1 }).focus();
    await keys.tabTo(/^Reconnect$/);
    await keys.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Reconnect Zoom' });
    const { account_id, client_id, client_secret } = place.tenant.connection.credentials;
    await keys.tabTo(/^Account ID$/);
    await keys.type(account_id);
    await keys.tabTo(/^Client ID$/);
    await keys.type(client_id);
    await keys.tabTo(/^Client secret$/);
    await keys.type('wrong');
    await keys.press('Enter');
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByLabel('Client ID').inputValue()).toBe(client_id);
    await dialog.getByLabel('Client secret').focus();
    await keys.press('Control+a');
    await keys.type(client_secret);
    await keys.press('Enter');
    await page.getByText('Connected again.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.badge').getByText('Connected', { exact: true }).waitFor();
    expect((await here()).status).toBe('active');
  });

  it('sees what would break before it is disconnected, and what has then', async () => {
    const { page } = window;
    await page.getByRole('heading', { level: 1 }).focus();
    await keys.tabTo(/^Disconnect$/);
    await keys.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Disconnect Harbour clinic' });
    await dialog.getByText(/3 assignments lose their host and 3 user mappings go. You can’t undo this/).waitFor();
    expect(await dialog.getByRole('listitem').allInnerTexts()).toContain('Follow-up · Ada Moreau');
    await keys.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect((await here()).id).toBe(place.connection.id);

    await page.getByRole('button', { name: 'Disconnect' }).click();
    await dialog.getByText('3 assignments lose their host').waitFor();
    await keys.tabTo(/^Disconnect$/);
    await keys.press('Enter');
    await page.getByText('Harbour clinic is disconnected. 3 assignments have no host now.').waitFor();
    await page.getByText('No connection yet').waitFor();
    await keys.jumpTo('Needs', /Needs attention/);
    await page.getByRole('heading', { name: /Host lost/ }).waitFor();
    await page.getByRole('link', { name: 'Follow-up · Ada Moreau' }).waitFor();
    expect((await place.tenant.api.get(place.connection.path)).status).toBe(404);

    await page.getByRole('link', { name: /Needs attention 3/ }).waitFor();
    await page.getByRole('button', { name: 'Needs no host' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm for 3 assignments' }).click();
    await page.getByText('No meeting would fail.').waitFor();
    await page.getByRole('link', { name: 'Needs attention', exact: true }).waitFor();
    expect((await place.tenant.api.get('/v1/conferencing/attention')).body.meta.total_count).toBe(0);
    expect(window.complaints).toEqual([]);
  });

  it('signs out, by keyboard, and leaves nothing open', async () => {
    const { page } = window;
    await keys.jumpTo('Sign out', /^Sign out$/);
    await page.waitForURL(/\/sign-in$/);
    await page.goto('/overview');
    await page.waitForURL(/\/sign-in\?next=/);
    await page.getByLabel('Access token').waitFor();
  });
}
