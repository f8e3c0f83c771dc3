import { BareZoom } from './api/bare-zoom.js';
import type { Tenant } from './api/tenant.js';
import { World } from './api/world.js';

/** Relies only on what Zoom's documentation says about two addresses. */
describe('a Zoom that has the two addresses and nothing else', () => {
  const world = new World();
  const zoom = new BareZoom();
  let tenant: Tenant;

  beforeAll(async () => {
    const url = await zoom.start();
    await world.start({
      ZOOM_API_URL: url,
      ZOOM_OAUTH_URL: `${url}/`,
      ZOOM_CLIENT_SECRET: 'right-secret',
      ZOOM_WEBHOOK_SECRET: 's',
      PLATFORM_TOKEN: 'pt-73',
      LOG_LEVEL: 'trace',
    });
  });
  afterAll(async () => {
    await world.stop();
    await zoom.stop();
  });
  beforeEach(async () => {
    tenant = await world.tenant();
    zoom.fault = null;
    zoom.filters = true;
    zoom.users = [{ id: 'zoom-a', email: 'Ann@example.com', first_name: 'Ann', status: 'active' }];
  });

  const credentials = (secret = 'right-secret') => ({
    provider: 'zoom_admin',
    connection_scope: 'account',
    credentials: { type: 'server_to_server', account_id: 'zacc', client_id: 'c', client_secret: secret },
  });
  const connect = async () => {
    const { status, data } = await tenant.api.post('/v1/connected_accounts', credentials());
    expect(status).toBe(201);
    return { id: data.id, path: `/v1/connected_accounts/${data.id}` };
  };
  const consent = async () => {
    const { data } = await tenant.api.get('/v1/connected_accounts/zoom_admin/authorize?connection_scope=account');
    const state = new URL(data.authorize_url).searchParams.get('state') ?? '';
    return world.anonymous.get(
      `/v1/oauth/zoom_admin/callback?${new URLSearchParams({ code: 'right-code', state }).toString()}`,
    );
  };

  it('is connected by its own credentials, and hosts by an email that is still unknown', async () => {
    expect((await tenant.api.post('/v1/connected_accounts', credentials('wrong'))).codes).toEqual([
      'credentials_rejected',
    ]);
    const { id } = await connect();
    const pair = await tenant.pair();
    const body = { connected_account_id: id, email: 'ann@EXAMPLE.com' };
    const assigned = await tenant.api.put(pair.conferencing, body);
    expect([assigned.status, assigned.data]).toMatchObject([
      200,
      { connected_account: { external_account_id: 'zacc' }, external_user: { email: 'Ann@example.com' } },
    ]);
  });

  it('is connected by consent, although it names no person', async () => {
    expect((await consent()).status).toBe(200);
    const { data } = await tenant.api.get('/v1/connected_accounts');
    expect(data).toMatchObject([{ status: 'active', external_subject: 'zoom-a', email: 'Ann@example.com' }]);
    expect(Object.keys(await tenant.sync(`/v1/connected_accounts/${data[0].id}`))).toEqual(['Ann@example.com']);
    expect((await consent()).status).toBe(200);
    expect((await tenant.api.get('/v1/connected_accounts')).body.meta.total_count).toBe(1);
  });

  it('is the same connection when a broken one is renewed by consent', async () => {
    const { id, path } = await connect();
    await tenant.sync(path);
    zoom.fault = { status: 401, body: JSON.stringify({ code: 124, message: 'Invalid access token.' }) };
    expect((await tenant.api.post(`${path}/external_users/sync`)).codes).toEqual(['provider_rejected']);
    expect((await tenant.api.get(path)).data.status).toBe('reconnect_required');
    zoom.fault = null;
    expect((await consent()).status).toBe(200);
    const { data } = await tenant.api.get('/v1/connected_accounts');
    expect(data).toMatchObject([{ id, status: 'active', external_account_id: 'zacc' }]);
  });

  it.each([
    [500, '', 'provider_unreachable'],
    [503, '<h1>Maintenance</h1>', 'provider_unreachable'],
    [403, '{}', 'provider_rejected'],
    [200, '<h1>Hello</h1>', 'provider_rejected'],
  ])('makes 502 of %s %j, and nothing changes', async (status, body, code) => {
    const { id, path } = await connect();
    await tenant.sync(path);
    const pair = await tenant.pair();
    zoom.fault = { status, body };
    const assigned = await tenant.api.put(pair.conferencing, { connected_account_id: id, email: 'new@example.com' });
    expect([assigned.status, assigned.codes]).toEqual([502, [code]]);
    expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
    expect((await tenant.api.get(path)).data.status).toBe('active');
    expect((await tenant.api.get(`${path}/external_users`)).body.meta.total_count).toBe(1);
  });

  it('decides the status of each user even if its listings do not filter', async () => {
    zoom.filters = false;
    zoom.users.push(
      { id: 'zoom-b', email: 'bob@example.com', status: 'inactive' },
      { email: 'new@example.com', status: 'pending' },
    );
    const users = await tenant.sync((await connect()).path);
    const statuses = Object.values(users).map(({ email, status }) => [email, status]);
    expect(statuses.toSorted()).toEqual([
      ['Ann@example.com', 'active'],
      ['bob@example.com', 'inactive'],
      ['new@example.com', 'pending'],
    ]);
  });

  it('is never quoted in the log, nor is any secret or person', () => {
    const log = world.system.conferencing.log(100_000);
    expect(log.length).toBeGreaterThan(1_000);
    const secrets = [
      'right-secret',
      'opaque-',
      'refresh-',
      'right-code',
      'pt-73',
      tenant.token,
      'zoom-a',
      'Maintenance',
    ];
    for (const secret of [...secrets, 'ann@', 'Ann']) expect([secret, log.includes(secret)]).toEqual([secret, false]);
  });
});
