import { Caller } from './caller.js';
import { expectStatus, type Tenant } from './tenant.js';
import type { World } from './world.js';

export function oauth(world: World): void {
  describe('connecting Zoom by consent', () => {
    let tenant: Tenant;

    beforeEach(async () => {
      tenant = await world.tenant();
      await tenant.zoomUsers([{ email: 'owner@example.com' }]);
    });

    const authorizeUrl = async () => {
      const path = '/v1/connected_accounts/zoom_admin/authorize?connection_scope=account';
      return new URL(expectStatus(await tenant.api.get(path), 200).data.authorize_url);
    };
    /** Goes to Zoom and consents, or refuses; returns the way back. */
    const consent = async (url: URL, answer: Record<string, string> = { account_id: tenant.zoomAccountId }) => {
      for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
      const { headers } = await new Caller('').get(url.href);
      const back = new URL(headers.get('location') ?? '');
      return `${back.pathname}${back.search}`;
    };

    it('sends to Zoom, comes back with a connection and shows a page', async () => {
      const url = await authorizeUrl();
      expect(url.href.startsWith(`${world.system.sandbox.url}/oauth/authorize?`)).toBe(true);
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        response_type: 'code',
        client_id: world.system.conferencing.settings.ZOOM_CLIENT_ID,
        redirect_uri: expect.stringContaining('/v1/oauth/zoom_admin/callback'),
        state: expect.any(String),
      });
      const page = await world.anonymous.get(await consent(url));
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
      const { data } = await tenant.api.get('/v1/connected_accounts');
      expect(data).toEqual([
        expect.objectContaining({
          provider: 'zoom_admin',
          status: 'active',
          connection_scope: 'account',
          external_account_id: tenant.zoomAccountId,
        }),
      ]);
      expect(Object.keys(await tenant.sync(`/v1/connected_accounts/${data[0].id}`))).toEqual(['owner@example.com']);
    });

    it('ends in the browser in which it began, and gives no code without its verifier', async () => {
      const path = '/v1/connected_accounts/zoom_admin/authorize?connection_scope=account';
      const begin = async () => {
        const begun = await tenant.api.get(path, { 'sec-fetch-site': 'same-origin' });
        const cookie = begun.headers.get('set-cookie') ?? '';
        expect(cookie).toMatch(/^zoom_consent=[\w-]{32}; Max-Age=600; Path=\/v1\/oauth; HttpOnly; SameSite=Lax$/);
        return { url: new URL(begun.data.authorize_url), cookie: cookie.split(';', 1)[0] ?? '' };
      };
      const [first, second, third] = [await begin(), await begin(), await begin()];
      expect(Object.fromEntries(first.url.searchParams)).toMatchObject({
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: 'S256',
      });
      const elsewhere = await world.anonymous.get(await consent(first.url));
      const stranger = await world.anonymous.get(await consent(second.url), { cookie: third.cookie });
      expect([elsewhere.status, stranger.status]).toEqual([400, 400]);
      expect((await tenant.api.get('/v1/connected_accounts')).data).toEqual([]);
      const back = await world.anonymous.get(await consent(third.url), { cookie: third.cookie });
      expect(back.status).toBe(200);
      expect((await tenant.api.get(path)).headers.get('set-cookie')).toBeNull();
    });

    it('uses a state once', async () => {
      const back = await consent(await authorizeUrl());
      expect((await world.anonymous.get(back)).status).toBe(200);
      const again = await world.anonymous.get(back);
      expect([again.status, again.headers.get('content-type')]).toEqual([400, expect.stringContaining('text/html')]);
    });

    it('refuses a state that was changed or never issued, a refused consent and a wrong code', async () => {
      const url = await authorizeUrl();
      const state = url.searchParams.get('state')!;
      const changed = `${state.slice(0, 5)}${state[5] === 'A' ? 'B' : 'A'}${state.slice(6)}`;
      const callback = (query: Record<string, string>) =>
        world.anonymous.get(`/v1/oauth/zoom_admin/callback?${new URLSearchParams(query).toString()}`);
      const answers = [
        await callback({ code: 'x', state: changed }),
        await callback({ code: 'x', state: 'nonsense' }),
        await callback({ code: 'x' }),
        await callback({}),
        await callback({ code: 'wrong', state }),
        await world.anonymous.get(await consent(await authorizeUrl(), { deny: '1' })),
      ];
      for (const { status, headers, text } of answers) {
        expect([status >= 400 && status < 500, headers.get('content-type')]).toEqual([
          true,
          expect.stringContaining('text/html'),
        ]);
        expect(text.length).toBeLessThan(2_000);
      }
      expect((await tenant.api.get('/v1/connected_accounts')).data).toEqual([]);
    });

    it('repairs the broken connection under its id, with its pairs', async () => {
      await world.anonymous.get(await consent(await authorizeUrl()));
      const [{ id }] = (await tenant.api.get('/v1/connected_accounts')).data;
      const path = `/v1/connected_accounts/${id}`;
      const users = await tenant.sync(path);
      const pair = await tenant.assigned(id, users['owner@example.com'].id);
      await tenant.fault('revoked');
      expect((await tenant.api.post(`${path}/external_users/sync`)).status).toBe(502);
      expect(await tenant.hostState(pair)).toBe('account_reconnect_required');
      await tenant.noFaults();
      expect((await world.anonymous.get(await consent(await authorizeUrl()))).status).toBe(200);
      const { data } = await tenant.api.get('/v1/connected_accounts');
      expect(data).toEqual([expect.objectContaining({ id, status: 'active' })]);
      expect(await tenant.hostState(pair)).toBe('ready');
    });

    it('asks who wants to connect', async () => {
      const answer = await world.anonymous.get('/v1/connected_accounts/zoom_admin/authorize?connection_scope=account');
      expect(answer.status).toBe(401);
      const wrong = await tenant.api.get('/v1/connected_accounts/zoom_admin/authorize?connection_scope=world');
      expect([wrong.status, wrong.codes]).toEqual([422, ['invalid']]);
    });
  });
}
