import { openSandbox, SetClock } from './sandbox.fixture.js';
import type { Sandbox } from './sandbox.fixture.js';

const MINUTE = 60_000;
const SERVER = { grant_type: 'account_credentials', account_id: 'zacc' };
const CALLBACK = 'https://example.com/callback?from=zoom';

describe('the Zoom sandbox', () => {
  let clock: SetClock;
  let zoom: Sandbox;

  beforeEach(async () => {
    clock = new SetClock();
    zoom = await openSandbox({ ZOOM_SANDBOX_QPS: '0' }, clock);
    await zoom.control('PUT', '/accounts/zacc', { client_id: 'c', client_secret: 's' });
  });
  afterEach(() => zoom.close());

  const serverToken = async () => (await zoom.token(SERVER, 'c:s')).body.access_token;
  const fault = (kind: string, more = {}) => zoom.control('POST', '/accounts/zacc/faults', { kind, ...more });

  async function consent(): Promise<string> {
    const query = { response_type: 'code', client_id: 'app', redirect_uri: CALLBACK, state: 'a b', account_id: 'zacc' };
    const { status, headers } = await zoom.ask(`/oauth/authorize?${new URLSearchParams(query).toString()}`);
    expect(status).toBe(302);
    const back = new URL(headers.get('location') ?? '');
    expect([back.searchParams.get('from'), back.searchParams.get('state')]).toEqual(['zoom', 'a b']);
    return back.searchParams.get('code') ?? '';
  }

  const exchange = (code: string) => zoom.token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK });
  const refresh = (token?: string) => zoom.token({ grant_type: 'refresh_token', refresh_token: token ?? '' });

  describe('tokens', () => {
    it('are given for account credentials, many at once, for an hour', async () => {
      const [first, second] = [await serverToken(), await serverToken()];
      expect(first).not.toBe(second);
      clock.pass(59 * MINUTE);
      expect((await zoom.users(first)).status).toBe(200);
      expect((await zoom.users(second)).status).toBe(200);
      clock.pass(MINUTE);
      expect(await zoom.users(first)).toMatchObject({ status: 401, body: { code: 124 } });
    });

    it('are refused to wrong clients, accounts and grants', async () => {
      expect(await zoom.token(SERVER, 'c:x')).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
      expect((await zoom.token({ ...SERVER, account_id: 'x' }, 'c:s')).status).toBe(400);
      expect((await zoom.token({ grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
    });

    it('rotate: each refresh invalidates the refresh token that it used', async () => {
      const granted = (await exchange(await consent())).body;
      const renewed = (await refresh(granted.refresh_token)).body;
      expect(await refresh(granted.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
      expect((await zoom.users(renewed.access_token)).status).toBe(200);
      expect((await refresh(renewed.refresh_token)).status).toBe(200);
    });

    it('are given for a code once, within five minutes, for the same redirect', async () => {
      const code = await consent();
      await exchange(code);
      expect((await exchange(code)).body.error).toBe('invalid_grant');
      const late = await consent();
      clock.pass(5 * MINUTE);
      expect((await exchange(late)).body.error).toBe('invalid_grant');
      const moved = await zoom.token({
        grant_type: 'authorization_code',
        code: await consent(),
        redirect_uri: 'http://x/',
      });
      expect(moved.status).toBe(400);
    });

    it('need a consent, on a page for people', async () => {
      const query = 'response_type=code&client_id=app&redirect_uri=https://example.com/&state=%3Cb%3E';
      const page = await zoom.ask<string>(`/oauth/authorize?${query}`);
      expect(page).toMatchObject({ status: 200, body: expect.stringContaining('Allow as zacc') });
      expect(page.body).not.toContain('<b>');
      expect((await zoom.ask(`/oauth/authorize?${query.replace('=app', '=other')}`)).status).toBe(400);
      const denied = await zoom.ask(`/oauth/authorize?${query}&deny=1`);
      expect(denied.headers.get('location')).toContain('error=access_denied');
    });
  });

  describe('users', () => {
    it('are listed by status, active ones unless another is asked for', async () => {
      const users = ['active', 'inactive', 'pending'].map((status) => ({ email: `${status}@example.com`, status }));
      await zoom.control('PUT', '/accounts/zacc/users', users);
      const token = await serverToken();
      const listed = async (query: string) => (await zoom.users(token, query)).body.users;
      expect(await listed('')).toMatchObject([{ email: 'active@example.com', id: expect.any(String) }]);
      expect(await listed('status=inactive')).toMatchObject([{ email: 'inactive@example.com' }]);
      expect(await listed('status=pending')).toEqual([expect.not.objectContaining({ id: expect.anything() })]);
      expect(await zoom.users(token, 'status=gone')).toMatchObject({ status: 400, body: { code: 300 } });
      expect((await zoom.users(token, 'page_size=301')).status).toBe(400);
      const owner = await zoom.ask('/v2/users/me', { headers: { authorization: `Bearer ${token}` } });
      expect(owner.body).toMatchObject({ email: 'active@example.com', account_id: 'zacc' });
    });

    it('come in pages whose tokens end after a quarter of an hour', async () => {
      const users = Array.from({ length: 7 }, (_, i) => ({ email: `u${i}@example.com` }));
      await zoom.control('PUT', '/accounts/zacc/users', users);
      const token = await serverToken();
      const found: string[] = [];
      let query = 'page_size=3';
      for (let next = '-'; next !== ''; query = `page_size=3&next_page_token=${next}`) {
        const { body } = await zoom.users(token, query);
        found.push(...body.users.map(({ email }) => email));
        next = body.next_page_token;
      }
      expect(found).toEqual(users.map(({ email }) => email));
      const { next_page_token: next } = (await zoom.users(token, 'page_size=3')).body;
      expect((await zoom.users(token, `next_page_token=${next}`)).status).toBe(200);
      expect((await zoom.users(token, `status=pending&next_page_token=${next}`)).status).toBe(400);
      clock.pass(15 * MINUTE);
      expect(await zoom.users(token, `next_page_token=${next}`)).toMatchObject({ status: 400, body: { code: 300 } });
      expect((await zoom.users(token, 'next_page_token=junk')).status).toBe(400);
    });

    it('may be 50,000, and keep their ids when they are put again', async () => {
      const users = Array.from({ length: 50_000 }, (_, i) => ({
        email: `u${i}@example.com`,
        first_name: 'A',
        type: 2,
      }));
      const put = () => zoom.control<{ data: { users: number } }>('PUT', '/accounts/zacc/users', users);
      expect((await put()).body.data.users).toBe(50_000);
      const token = await serverToken();
      const before = (await zoom.users(token, 'page_size=300')).body;
      await put();
      expect((await zoom.users(token, 'page_size=300')).body.users).toEqual(before.users);
      expect(before.total_records).toBe(50_000);
    });
  });

  describe('faults', () => {
    it.each([
      ['rate_limited', 429, { code: 429 }],
      ['revoked', 401, { code: 124 }],
      ['scopes_missing', 400, { code: 4711 }],
    ])('%s', async (kind, status, body) => {
      const token = await serverToken();
      await fault(kind, { count: 1 });
      expect(await zoom.users(token)).toMatchObject({ status, body });
      expect((await zoom.users(token)).status).toBe(200);
    });

    it('hang up, send garbage, revoke the grant, until they are cleared', async () => {
      const token = await serverToken();
      await fault('down', { count: 1 });
      await expect(zoom.users(token)).rejects.toThrow('fetch failed');
      await fault('garbage', { count: 1 });
      expect(await zoom.users(token)).toMatchObject({ status: 200, body: expect.stringContaining('<html>') });
      await fault('revoked');
      expect((await zoom.token(SERVER, 'c:s')).body.error).toBe('invalid_grant');
      expect((await zoom.control('DELETE', '/accounts/zacc/faults')).status).toBe(204);
      expect((await zoom.token(SERVER, 'c:s')).status).toBe(200);
    });

    it('make it slow, and show in the log of requests, which holds no secret', async () => {
      const token = await serverToken();
      await fault('slow', { count: 1, delay_ms: 200 });
      const before = performance.now();
      expect((await zoom.users(token)).status).toBe(200);
      expect(performance.now() - before).toBeGreaterThan(190);
      const { body } = await zoom.control<{ data: unknown[] }>('GET', '/requests?account_id=zacc');
      expect(body.data).toMatchObject([
        { method: 'POST', path: '/oauth/token', status: 200, grant_type: 'account_credentials', fault: null },
        { method: 'GET', path: '/v2/users', status: 200, fault: 'slow' },
      ]);
      expect(JSON.stringify(body)).not.toContain(token);
    });
  });

  it('refuses what it can’t understand with each reason', async () => {
    const refused = async (path: string, body: unknown) =>
      (await zoom.control('POST', `/accounts/${path}`, body)).status;
    expect(await refused('zacc/faults', { kind: 'fire' })).toBe(400);
    expect(await refused('zacc/faults', { kind: 'down', count: 0 })).toBe(400);
    expect(await refused('other/faults', { kind: 'down' })).toBe(404);
    expect(await refused('zacc/webhooks', { object: {} })).toBe(400);
    const users = await zoom.control('PUT', '/accounts/zacc/users', [{ email: 7 }, { first_name: 'A' }]);
    expect(users).toMatchObject({ status: 400, body: { message: [expect.any(String), expect.any(String)] } });
  });

  it('limits the requests of one account in a second', async () => {
    const limited = await openSandbox({ ZOOM_SANDBOX_QPS: '2' }, clock);
    for (const id of ['zacc', 'other']) {
      await limited.control('PUT', `/accounts/${id}`, { client_id: id, client_secret: 's' });
    }
    const { access_token: token } = (await limited.token(SERVER, 'zacc:s')).body;
    const { access_token: other } = (await limited.token({ ...SERVER, account_id: 'other' }, 'other:s')).body;
    expect((await limited.users(token)).headers.get('x-ratelimit-remaining')).toBe('1');
    expect((await limited.users(token)).status).toBe(200);
    const { status, headers } = await limited.users(token);
    expect([status, headers.get('x-ratelimit-type')]).toEqual([429, 'QPS']);
    expect(headers.get('x-ratelimit-reset')).toBe(String(clock.now().getTime() / 1000 + 1));
    expect((await limited.users(other)).status).toBe(200);
    clock.pass(1_000);
    expect((await limited.users(token)).status).toBe(200);
    await limited.close();
  });

  it('reports its health, and documents itself', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics', '/docs', '/docs-json']) {
      expect((await zoom.ask(path)).status).toBe(200);
    }
    const document = (await zoom.ask<{ paths: object }>('/docs-json')).body;
    expect(Object.keys(document.paths)).toContain('/_control/accounts/{zoom_account_id}/faults');
  });
});
