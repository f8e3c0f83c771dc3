import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '@conferencing/testing';
import { expectStatus, pairOf, type Tenant } from '../e2e/api/tenant.js';
import type { ConsoleWorld } from './harness/console-world.js';
import { inBrowser } from './harness/in-browser.js';
import { Keyboard } from './harness/keyboard.js';
import { Window } from './harness/window.js';

const { PICTURES_FOLDER } = process.env;

const USERS = [
  { id: 'zoom-ada', email: 'ada@harbour.example', first_name: 'Ada', last_name: 'Moreau' },
  { id: 'zoom-ben', email: 'ben@harbour.example', first_name: 'Ben', last_name: 'Okafor' },
  { id: 'zoom-lena', email: 'lena@harbour.example', first_name: 'Lena', last_name: 'Fischer' },
];

/** Ben hosts three pairs and is deactivated at Zoom; Lena hosts forty, and leaves. */
async function week(world: ConsoleWorld): Promise<{ tenant: Tenant }> {
  const tenant = await world.tenant();
  const { id, users, path } = await tenant.connected(USERS);
  const services = await Promise.all(Array.from({ length: 8 }, (_, n) => tenant.service(`Course ${n + 1}`)));
  const providers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => tenant.provider({ display_name: `Teacher ${n + 1}` })),
  );
  const hosts = services.flatMap((service, s) =>
    providers.map((provider, p) => {
      const index = s * providers.length + p;
      return { pair: pairOf(service, provider), email: index < 40 ? 'lena' : index < 43 ? 'ben' : 'ada' };
    }),
  );
  for (const { pair, email } of hosts) {
    expectStatus(await tenant.api.put(pair.path), 204);
    const body = { connected_account_id: id, external_user_id: users[`${email}@harbour.example`].id };
    expectStatus(await tenant.api.put(pair.conferencing, body), 200);
  }
  await tenant.zoomUsers(USERS.map((user) => ({ ...user, status: user.id === 'zoom-ben' ? 'inactive' : 'active' })));
  await tenant.sync(path);
  await eventually(async () => {
    const { body } = await world.queries(tenant).get('/v1/conferencing?host_state=host_inactive');
    return body.meta.total_count === 3;
  });
  return { tenant };
}

describe('the week of an administrator', () => {
  const { world, browser } = inBrowser();

  it('is done in five minutes with the keyboard alone', async () => {
    const { tenant } = await week(world);
    const window = await Window.open(browser(), world.url);
    const { page } = window;
    const keys = new Keyboard(window);
    let taken = 0;
    const picture = async (name: string) => {
      taken += 1;
      if (!PICTURES_FOLDER) return;
      const folder = resolve(PICTURES_FOLDER, 'week');
      mkdirSync(folder, { recursive: true });
      const file = `${String(taken).padStart(2, '0')}-${name}.png`;
      writeFileSync(join(folder, file), await page.screenshot({ animations: 'disabled' }));
    };
    const changes = async (query: string) =>
      (await world.queries(tenant).get(`/v1/conferencing/changes?${query}`)).body.meta.total_count as number;
    const began = Date.now();

    await page.goto('/');
    await page.getByLabel('Access token').waitFor();
    await picture('sign-in');
    await keys.type(tenant.token);
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.getByText('3 assignments need attention').waitFor();
    await window.settled();
    await picture('something-is-broken');

    await keys.jumpTo('Needs', /Needs attention/);
    const trouble = page.getByRole('article', { name: 'Ben Okafor' });
    await trouble.waitFor();
    await picture('what-is-broken-and-why');
    await keys.tabTo(/^Assign another host$/);
    await keys.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await keys.tabUntilIn(dialog, /^To$/);
    await keys.type('Ada');
    await keys.offered(/Ada Moreau/);
    await keys.press('Enter');
    await dialog.getByText('What changes').waitFor();
    await picture('the-fix-with-its-preview');
    await keys.tabTo(/^Hand over 3 assignments$/);
    await keys.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('No meeting would fail.').waitFor();
    await picture('nothing-is-broken-any-more');

    await keys.jumpTo('Lena', /Lena Fischer/);
    await page.getByText(/hosts 40 assignments/).waitFor();
    await window.settled();
    await picture('what-the-leaver-hosts');
    await keys.tabTo(/^Hand over everything$/);
    await keys.press('Enter');
    await dialog.waitFor();
    await keys.tabUntilIn(dialog, /^To$/);
    await keys.type('Ada');
    await keys.offered(/Ada Moreau/);
    await keys.press('Enter');
    await dialog.getByRole('button', { name: 'Hand over 40 assignments' }).waitFor();
    await picture('the-handover-with-its-preview');
    await keys.tabTo(/^Hand over 40 assignments$/);
    await keys.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => (await changes('change=reassigned')) === 43);

    await keys.jumpTo('History', /^History$/);
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await window.settled();
    await picture('who-changed-what');
    await keys.tabTo(/^What else changed$/);
    await keys.press('Enter');
    await page.waitForURL(/batch_id=/);
    await keys.tabTo(/^Undo these changes$/);
    await keys.press('Enter');
    await dialog.getByText('40 of 40 will be restored').waitFor();
    await keys.tabTo(/^First half$/);
    await keys.press('Enter');
    await dialog.getByText('20 of 40 will be restored').waitFor();
    await picture('undoing-half-of-it');
    await keys.tabTo(/^Restore 20 assignments$/);
    await keys.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => {
      const { body } = await tenant.api.get('/v1/service_providers?search=lena%40harbour');
      return body.meta.total_count === 20;
    });
    const restored = async () => (await world.queries(tenant).get('/v1/conferencing/changes?page_size=20')).data;
    await eventually(async () => (await restored()).every(({ reason }: { reason: string }) => reason === 'undo'));
    expect(new Set((await restored()).map(({ batch_id }: { batch_id: string }) => batch_id)).size).toBe(1);

    await keys.jumpTo('History', /^History$/);
    await page.waitForURL(/\/audit$/);
    await window.settled();
    await keys.tabTo(/^Export$/);
    const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
    await picture('the-export');
    const seconds = (Date.now() - began) / 1_000;
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(rows[0]).toMatch(/^occurred_at,/);
    expect(rows.filter((row) => row.includes(tenant.actor)).length).toBe(48 + 3 + 40 + 20);
    expect(seconds).toBeLessThan(300);
    expect(window.complaints).toEqual([]);
    await window.close();
  });
});
