import type { Browser } from 'playwright-core';
import { type Clinic, clinic, HOSTS } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { Window } from '../harness/window.js';

/** What a form does with what it can't send: a sentence where the mistake is, and nothing typed is lost. */
export function wrongInput(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;
  let window: Window;

  beforeAll(async () => {
    place = await clinic(world);
    await place.assign('First appointment', 'Ada Moreau', 'ada@clinic.example');
    window = await Window.open(browser(), world.url);
  });
  afterAll(() => window.close());

  /** What stands below the field, and what screen readers say of it. */
  const saidAt = async (label: string) => {
    const field = window.page.locator('input, select').and(window.page.getByLabel(label, { exact: true }));
    const by = await field.getAttribute('aria-describedby');
    const texts = (by ?? '').split(' ').map((id) => window.page.locator(`[id="${id}"]`).innerText());
    return { invalid: await field.getAttribute('aria-invalid'), said: (await Promise.all(texts)).join(' ') };
  };

  it('says at the field that a token is unknown, and keeps it', async () => {
    const { page } = window;
    await page.goto('/sign-in');
    await page.getByLabel('Access token').fill('not a token');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await saidAt('Access token')).toEqual({
      invalid: 'true',
      said: expect.stringContaining('This token is unknown, expired or revoked.'),
    });
    expect(await page.getByLabel('Access token').inputValue()).toBe('not a token');
  });

  it('says that the server can’t be reached, and keeps what was typed', async () => {
    const { page, context } = window;
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('The server can’t be reached.').waitFor();
    expect(await page.getByLabel('Access token').inputValue()).toBe('not a token');
    await context.setOffline(false);
    await window.signIn(place.tenant.token);
  });

  it('offers to try again where the console can’t say who is signed in', async () => {
    const { page } = window;
    await page.route('**/session', (route) =>
      route.fulfill({
        status: 503,
        headers: { 'x-request-id': 'req-of-the-session' },
        json: { errors: [{ status: '503', code: 'unavailable', detail: 'Not now.' }] },
      }),
    );
    await page.goto('/assignments');
    await page.getByText('Not now. If it happens again, quote request req-of-the-session.').waitFor();
    await page.unroute('**/session');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Assignments' }).waitFor();
  });

  it('says that Zoom did not answer, with the request to quote, and keeps the credentials', async () => {
    const { page } = window;
    await place.tenant.fault('down');
    await page.goto('/connections');
    await page.getByRole('button', { name: 'Connect Zoom' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Zoom' });
    const { account_id, client_id, client_secret } = place.tenant.connection.credentials;
    await dialog.getByLabel('Account ID').fill(account_id);
    await dialog.getByLabel('Client ID').fill(client_id);
    await dialog.getByLabel('Client secret').fill(client_secret);
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog
      .getByRole('alert')
      .filter({ hasText: /quote request \S+\.$/ })
      .waitFor({ timeout: 40_000 });
    expect(await dialog.getByLabel('Client secret').inputValue()).toBe(client_secret);
    await place.tenant.noFaults();
  });

  it('says at the host that they have left Zoom meanwhile, and keeps the choice', async () => {
    const { page } = window;
    const { serviceId, providerId } = place.pairs.get('First appointment/Ada Moreau')!;
    await page.goto(`/assignments/${serviceId}/${providerId}`);
    const host = page.getByRole('combobox', { name: 'Another host' });
    await host.fill('Ben');
    await page.getByRole('option', { name: /Ben Okafor/ }).click();
    await place.tenant.zoomUsers(HOSTS.filter(({ id }) => id !== 'zoom-ben'));
    await place.tenant.sync(place.connection.path);
    await page.getByRole('button', { name: 'Assign Ben Okafor' }).click();
    await page.getByRole('alert').waitFor();
    expect((await saidAt('Another host')).invalid).toBe('true');
    expect(await host.inputValue()).toBe('Ben Okafor');
    const { data } = await place.tenant.api.get(place.pairs.get('First appointment/Ada Moreau')!.conferencing);
    expect(data.external_user.email).toBe('ada@clinic.example');
    await page.getByText('This person was chosen as the host.').waitFor();
  });

  it('says before the write that the meetings would fail', async () => {
    const { page } = window;
    const asThey = (status: 'inactive') => HOSTS.map((user) => (user.id === 'zoom-ben' ? { ...user, status } : user));
    await place.tenant.zoomUsers(asThey('inactive'));
    await place.tenant.sync(place.connection.path);
    await page.reload();
    await page.getByRole('combobox', { name: 'Another host' }).fill('Ben');
    await page.getByRole('option', { name: /Ben Okafor/ }).click();
    await page.getByText('The meetings would fail now: Ben Okafor is deactivated at Zoom.').waitFor();
    await place.tenant.zoomUsers([...HOSTS]);
    await place.tenant.sync(place.connection.path);
  });

  it('says at the filter what it can’t look for, once, and offers those who have changed something', async () => {
    const { page } = window;
    await page.goto('/audit?actor=another+person');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    expect((await saidAt('Who')).invalid).toBe('true');
    const who = page.getByLabel('Who');
    expect(await who.inputValue()).toBe('another person');
    await who.selectOption('Zoom sync');
    await page.waitForURL(/actor=system%3Async/);
    await page.getByText('Ada Moreau became the host').waitFor({ state: 'detached' });
    await who.selectOption('You');
    await page.getByText('Ada Moreau became the host').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'You', exact: true }).first().click();
    expect(await who.inputValue()).toBe(place.tenant.actor);
  });

  it('says at the days that they are the wrong way round, and shows the last page instead of one behind it', async () => {
    const { page } = window;
    await page.goto('/audit?since=2026-03-02&until=2026-03-01');
    await page.getByRole('alert').waitFor();
    expect((await saidAt('Until')).said).toContain('This day is before the first one.');
    await page.goto('/audit?page=999');
    await page.waitForURL(/\/audit$/);
    await page.getByText('Ada Moreau became the host').waitFor();
  });

  it('keeps what is ticked when an undo fails', async () => {
    const { page } = window;
    const handover = {
      from: {
        connected_account_id: place.connection.id,
        external_user_id: place.connection.users['ada@clinic.example'].id,
      },
      to: { connected_account_id: place.connection.id, email: 'cleo@clinic.example' },
    };
    await place.assign('Follow-up', 'Ada Moreau', 'ada@clinic.example');
    const { data } = await place.tenant.api.post('/v1/conferencing/handovers', handover);
    await page.goto('/audit');
    await page.getByRole('button', { name: 'What else changed' }).first().click();
    await page.waitForURL(`**/audit?batch_id=${data.batch_id}`);
    await page.getByRole('button', { name: 'Undo these changes' }).waitFor();
    await page.goBack();
    await page.waitForURL(/\/audit$/);
    await page.goForward();
    await page.getByRole('button', { name: 'Undo these changes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Follow-up · Ada Moreau' }).click();
    await page.route('**/v1/conferencing/undo', (route) =>
      route.fulfill({
        status: 503,
        headers: { 'x-request-id': 'req-of-the-undo' },
        json: { errors: [{ status: '503', code: 'unavailable', detail: 'Not now.' }] },
      }),
    );
    await dialog.getByRole('button', { name: 'Restore 1 assignment' }).click();
    await dialog.getByText('Not now. If it happens again, quote request req-of-the-undo.').waitFor();
    expect(await dialog.getByRole('checkbox', { name: 'Follow-up · Ada Moreau' }).isChecked()).toBe(false);
    await page.unroute('**/v1/conferencing/undo');
    await dialog.getByRole('button', { name: 'Restore 1 assignment' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('1 assignment restored.').waitFor();
    const batches = await world.queries(place.tenant).get('/v1/conferencing/changes?page_size=1');
    expect(batches.data[0].batch_id).toMatch(/^bat_/);
    expect(window.complaints).toEqual([]);
  });
}
