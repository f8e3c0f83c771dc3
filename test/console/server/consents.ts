import { startApp } from '@conferencing/testing';
import { Caller } from '../../e2e/api/caller.js';
import type { Tenant } from '../../e2e/api/tenant.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { HttpBrowser } from '../harness/http-browser.js';

const AUTHORIZE = '/api/conferencing/v1/connected_accounts/zoom_admin/authorize?connection_scope=account';
const CONNECTIONS = '/api/conferencing/v1/connected_accounts';

/** Zoom's page of consent, begun in the console. */
export function consents(world: ConsoleWorld): void {
  let tenant: Tenant;
  let browser: HttpBrowser;

  beforeEach(async () => {
    tenant = await world.tenant();
    await tenant.zoomUsers([{ email: 'owner@example.com' }]);
    browser = new HttpBrowser(world.url);
    await browser.signIn(tenant.token);
  });

  const begin = async (by = browser) => new URL((await by.get(AUTHORIZE)).data.authorize_url);
  /** Consents at Zoom, or doesn't; the way back. */
  const consent = async (url: URL, answer: Record<string, string> = { account_id: tenant.zoomAccountId }) => {
    for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
    const { headers } = await new Caller('').get(url.href);
    const back = new URL(headers.get('location') ?? '');
    expect(back.origin).toBe(world.url);
    return `${back.pathname}${back.search}`;
  };

  it('connects, and leads back to the connections', async () => {
    const back = await browser.get(await consent(await begin()));
    expect([back.status, back.headers.get('location')]).toEqual([302, '/connections?connected=zoom']);
    expect((await browser.get(CONNECTIONS)).data).toMatchObject([{ external_account_id: tenant.zoomAccountId }]);
    expect(browser.cookieOf('zoom_consent')).toBeUndefined();
  });

  it('ends in no other browser than the one in which it began', async () => {
    const way = await consent(await begin());
    const victim = new HttpBrowser(world.url);
    await victim.signIn((await world.tenant()).token);
    await begin(victim);
    expect((await victim.get(way)).headers.get('location')).toBe('/connections?connect_failed=expired');
    const another = await consent(await begin());
    expect((await new HttpBrowser(world.url).get(another)).status).toBe(400);
    expect((await browser.get(CONNECTIONS)).data).toEqual([]);
  });

  it('says that it was declined, or that the code was no good', async () => {
    const declined = await browser.get(await consent(await begin(), { deny: '1' }));
    expect(declined.headers.get('location')).toBe('/connections?connect_failed=denied');
    const way = (await consent(await begin())).replace(/code=[^&]+/, 'code=wrong');
    expect((await browser.get(way)).headers.get('location')).toBe('/connections?connect_failed=rejected');
  });

  it('of a link that a script asked for works in any browser, and shows the small page', async () => {
    const { data } = await tenant.api.get(AUTHORIZE.slice('/api/conferencing'.length));
    const page = await new HttpBrowser(world.url).get(await consent(new URL(data.authorize_url)));
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Zoom is connected')]);
    expect((await browser.get(CONNECTIONS)).data).toHaveLength(1);
  });

  it('does not begin where Zoom would send the browser elsewhere, and says which setting is wrong', async () => {
    const place = await world.anotherPlace();
    const console = await startApp('console', { ...world.consoleSettings, ...place });
    try {
      const { status, body } = await browser.at(console.url).get(AUTHORIZE);
      expect([status, body.errors[0].detail]).toEqual([
        503,
        expect.stringContaining(`ZOOM_REDIRECT_URI=${place.PUBLIC_URL}/v1/oauth/zoom_admin/callback`),
      ]);
    } finally {
      await console.stop();
    }
  });

  it('needs a session, and refuses what the API refuses', async () => {
    expect((await new HttpBrowser(world.url).get(AUTHORIZE)).status).toBe(401);
    expect((await browser.get(`${AUTHORIZE}&odd=1`)).status).toBe(422);
  });
}
