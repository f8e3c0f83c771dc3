import { type AppProcess, startApp } from '@conferencing/testing';
import type { Pair, Tenant } from '../../e2e/api/tenant.js';
import { subscribe } from '../../e2e/read-models/sse.js';
import { pairsOf, type Staff, staffOf } from '../../e2e/read-models/staff.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { HttpBrowser } from '../harness/http-browser.js';
import { CLIENT, OpenIdProvider } from '../harness/openid.js';

/** Signing in at an OpenID provider, and acting as its user. */
export function openIdConnect(world: ConsoleWorld): void {
  let staff: Staff;
  let second: Tenant;
  let pair: Pair;
  let provider: OpenIdProvider;
  let console: AppProcess;
  let url: string;

  beforeAll(async () => {
    staff = await staffOf(await world.tenant());
    second = await world.tenant();
    [pair] = (await pairsOf(staff.tenant, 1, 1)) as [Pair];
    const place = await world.anotherPlace();
    url = place.PUBLIC_URL;
    provider = await OpenIdProvider.start(`${url}/session/oidc/callback`, {
      ada: staff.tenant.accountId,
      both: [staff.tenant.accountId, second.accountId, 'odd'],
      stranger: 'acct_000000000000',
    });
    console = await startApp('console', {
      ...world.consoleSettings,
      ...place,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.client_id,
      OIDC_CLIENT_SECRET: CLIENT.client_secret,
      OIDC_NAME: 'Harbour login',
    });
  });
  afterAll(async () => {
    await console.stop();
    await provider.stop();
  });

  const begin = async (browser: HttpBrowser, to = '') => {
    const { status, headers } = await browser.get(`/session/oidc${to}`);
    expect(status).toBe(302);
    return headers.get('location')!;
  };
  const finish = (browser: HttpBrowser, back: string) => browser.get(back.slice(url.length));
  const signIn = async (name: string, to = '') => {
    const browser = new HttpBrowser(url);
    const back = await provider.signIn(await begin(browser, to), name);
    const { headers } = await finish(browser, back);
    return { browser, back, location: headers.get('location') };
  };

  it('is offered where it is set up', async () => {
    const options = async (at: string) => (await new HttpBrowser(at).get('/session/options')).data;
    expect(await options(url)).toEqual({ oidc: true, oidc_name: 'Harbour login' });
    expect(await options(world.url)).toEqual({ oidc: false, oidc_name: null });
    expect((await new HttpBrowser(world.url).get('/session/oidc')).status).toBe(404);
  });

  it('signs a user in, who then acts under their own name', async () => {
    const { browser, location } = await signIn('ada', '?next=%2Fattention%3Fpage%3D2');
    expect(location).toBe('/attention?page=2');
    const { data } = await browser.get('/session');
    expect(data).toMatchObject({ kind: 'user', actor: 'user:ada', name: 'ada of the tests' });
    expect(data.account.id).toBe(staff.tenant.accountId);
    browser.csrf = data.csrf_token;
    const body = { connected_account_id: staff.connection.id, external_user_id: staff.anna };
    expect((await browser.put(`/api/conferencing${pair.conferencing}`, body)).status).toBe(200);
    expect((await browser.get(`/api/conferencing${pair.conferencing}/explain`)).data.actor).toBe('user:ada');
    expect((await browser.get('/api/read-models/v1/hosts')).status).toBe(200);
    const stream = await subscribe(`${url}/api/stream`, { cookie: browser.cookie });
    expect(stream.status).toBe(200);
    stream.close();
  });

  it('uses one key for each account, at every replica', async () => {
    await signIn('ada');
    const replica = await startApp('console', {
      ...console.settings,
      HTTP_PORT: (await world.anotherPlace()).HTTP_PORT,
    });
    try {
      const { browser } = await signIn('ada');
      expect((await browser.at(replica.url).get('/api/conferencing/v1/me')).data.kind).toBe('user');
    } finally {
      await replica.stop();
    }
    const { data } = await world.platform.get(`/v1/accounts/${staff.tenant.accountId}/signing_keys`);
    expect(data).toHaveLength(1);
    await world.platform.delete(`/v1/accounts/${staff.tenant.accountId}/signing_keys/${data[0].kid}`);
    const { browser } = await signIn('ada');
    expect((await browser.get('/api/conferencing/v1/me')).status).toBe(401);
    expect((await browser.get('/session')).status).toBe(401);
    const { browser: again } = await signIn('ada');
    expect((await again.get('/api/conferencing/v1/me')).status).toBe(200);
  });

  it('lets a user of several accounts choose among these alone', async () => {
    const { browser, location } = await signIn('both');
    expect(location).toBe('/sign-in?next=%2Foverview');
    const { data } = await browser.get('/session');
    expect(data).toMatchObject({ account: null, actor: 'user:both' });
    expect(data.accounts.map(({ id }: { id: string }) => id).sort()).toEqual(
      [staff.tenant.accountId, second.accountId].sort(),
    );
    browser.csrf = data.csrf_token;
    const stranger = await world.tenant();
    expect((await browser.put('/session/account', { account_id: stranger.accountId })).pointers).toEqual([
      '/account_id',
    ]);
    const chosen = await browser.put('/session/account', { account_id: second.accountId });
    expect(chosen.data.account.id).toBe(second.accountId);
    expect((await browser.get('/api/conferencing/v1/me')).data).toMatchObject({
      actor: 'user:both',
      account: { id: second.accountId },
    });
  });

  it.each(['stranger', 'nobody'])('lets nobody in without an account here: %s', async (name) => {
    const { browser, location } = await signIn(name);
    expect(location).toBe('/sign-in?failed=no_account&next=%2Foverview');
    expect((await browser.get('/session')).status).toBe(401);
  });

  it('takes an answer once, in the browser that began, and with its own state', async () => {
    const browser = new HttpBrowser(url);
    const back = await provider.signIn(await begin(browser), 'ada');
    expect((await finish(new HttpBrowser(url), back)).headers.get('location')).toMatch(/^\/sign-in\?failed=expired/);
    const other = new HttpBrowser(url);
    await begin(other);
    expect((await finish(other, back)).headers.get('location')).toMatch(/^\/sign-in\?failed=rejected/);
    expect((await finish(browser, back)).headers.get('location')).toBe('/overview');
    expect((await finish(browser, back)).headers.get('location')).toMatch(/^\/sign-in\?failed=expired/);
    const denied = new HttpBrowser(url);
    const state = new URL(await begin(denied)).searchParams.get('state')!;
    const answer = new URLSearchParams({ error: 'access_denied', state }).toString();
    const refused = await denied.get(`/session/oidc/callback?${answer}`);
    expect(refused.headers.get('location')).toMatch(/^\/sign-in\?failed=denied/);
  });

  it('leads nowhere else than to a page of the console', async () => {
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '/%0d%0ax', '/sign-in']) {
      const { location } = await signIn('ada', `?${new URLSearchParams({ next: to }).toString()}`);
      expect([to, location]).toEqual([to, to === '/%0d%0ax' ? to : '/overview']);
    }
  });
}
