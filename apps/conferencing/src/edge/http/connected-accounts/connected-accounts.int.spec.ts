import { newId } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import { call, type RunningConferencing, startConferencing } from '../../../conferencing-app.fixture.js';
import { signatureOf } from '../../../directory/zoom/webhook-signature.js';

let house: RunningConferencing;
let tenant: Awaited<ReturnType<RunningConferencing['account']>>;
let zoomAccount: string;
let nextZoomAccount = 0;

beforeAll(async () => {
  house = await startConferencing();
});
afterAll(() => house.stop());
beforeEach(async () => {
  tenant = await house.account();
  zoomAccount = `zoom-${(nextZoomAccount += 1)}`;
  await house.zoom('PUT', `/accounts/${zoomAccount}`, { client_id: 'c', client_secret: 's' });
  await setUsers([
    { email: 'ann@x.io', first_name: 'Ann', last_name: 'Lee', type: 2 },
    { email: 'bob@x.io', first_name: 'Bob', last_name: '100%_real', status: 'inactive', type: 1 },
    { email: 'cyd@x.io', status: 'pending' },
  ]);
});

const setUsers = (users: object[], emit = false) =>
  house.zoom('PUT', `/accounts/${zoomAccount}/users?emit_webhooks=${emit}`, users);

const zoomConnection = (secret = 's') => ({
  provider: 'zoom_admin',
  connection_scope: 'account',
  credentials: { type: 'server_to_server', account_id: zoomAccount, client_id: 'c', client_secret: secret },
});

async function connect(): Promise<string> {
  return (await tenant.api('POST', '/v1/connected_accounts', zoomConnection())).body.data.id;
}

async function addPair(email?: string) {
  const service = `/v1/services/${newId('service')}`;
  const provider = `/v1/providers/${newId('provider')}`;
  const pair = `${service}${provider.slice(3)}`;
  expect((await tenant.api('PUT', service, { name: 'Talk' })).status).toBe(200);
  expect((await tenant.api('PUT', provider, { display_name: 'Dr. Lee', email })).status).toBe(200);
  expect((await tenant.api('PUT', pair)).status).toBe(204);
  return { service, provider, pair };
}

describe('connected accounts', () => {
  it('connect, show, list, rename and disconnect', async () => {
    const made = await tenant.api('POST', '/v1/connected_accounts', zoomConnection());
    expect(made.status).toBe(201);
    expect(Object.keys(made.body.data).toSorted()).toEqual([
      'connection_scope',
      'created_at',
      'display_name',
      'email',
      'external_account_id',
      'external_subject',
      'id',
      'object',
      'provider',
      'status',
      'updated_at',
      'user_id',
    ]);
    expect(made.text).not.toContain('"s"');
    const path = `/v1/connected_accounts/${made.body.data.id}`;
    expect((await tenant.api('GET', path)).body).toEqual(made.body);
    const again = await tenant.api('POST', '/v1/connected_accounts', zoomConnection());
    expect([again.status, again.body.data]).toEqual([200, made.body.data]);
    const renamed = await tenant.api('PATCH', path, { display_name: 'Our Zoom' });
    expect(renamed.body.data).toMatchObject({ display_name: 'Our Zoom' });
    expect((await tenant.api('PATCH', path, {})).body).toEqual(renamed.body);
    expect((await tenant.api('GET', '/v1/connected_accounts')).body).toMatchObject({
      data: [renamed.body.data],
      meta: { total_count: 1 },
    });
    expect((await tenant.api('DELETE', path)).status).toBe(204);
    expect((await tenant.api('GET', path)).status).toBe(404);
    expect((await tenant.api('DELETE', path)).status).toBe(404);
  });

  it('report everything that is wrong with a new connection', async () => {
    const wrong = await tenant.api('POST', '/v1/connected_accounts', zoomConnection('wrong'));
    expect([wrong.status, wrong.body.errors[0].code]).toEqual([422, 'credentials_rejected']);
    const shapes = await tenant.api('POST', '/v1/connected_accounts', {
      provider: 'zoom_admin',
      credentials: { type: 'x' },
    });
    expect(shapes.status).toBe(422);
    expect(shapes.body.errors.map((error: { source: { pointer: string } }) => error.source.pointer)).toEqual([
      '/connection_scope',
      '/credentials/type',
      '/credentials/account_id',
      '/credentials/client_id',
      '/credentials/client_secret',
    ]);
    const unknown = await tenant.api('POST', '/v1/connected_accounts', { ...zoomConnection(), provider: 'teams' });
    expect(unknown.body.errors).toMatchObject([{ code: 'invalid', source: { pointer: '/provider' } }]);
    await house.zoom('POST', `/accounts/${zoomAccount}/faults`, { kind: 'scopes_missing' });
    expect((await tenant.api('POST', '/v1/connected_accounts', zoomConnection())).body.data.status).toBe(
      'insufficient_permissions',
    );
  });

  it('register what cannot host', async () => {
    const google = {
      provider: 'google',
      connection_scope: 'user',
      email: 'ann@gmail.example',
      external_subject: '123456789',
      user_id: 'user_d025a96ac0c6',
    };
    const made = await tenant.api('POST', '/v1/connected_accounts', google);
    expect(made).toMatchObject({ status: 201, body: { data: { ...google, status: 'active', display_name: null } } });
    const path = `/v1/connected_accounts/${made.body.data.id}`;
    expect((await tenant.api('POST', `${path}/external_users/sync`)).status).toBe(404);
    const { provider } = await addPair();
    const mapping = `${path}/user_mappings/${provider.split('/').at(-1)}`;
    expect((await tenant.api('PUT', mapping, { email: 'ann@x.io' })).status).toBe(404);
    expect((await tenant.api('GET', `${path}/external_users`)).body.data).toEqual([]);
  });

  it('are not removed when `dry_run` has no value of its own', async () => {
    const id = await connect();
    for (const query of ['dry_run', 'dry_run=', 'dry_run=TRUE', 'dry_run=true&dry_run=false']) {
      const refused = await tenant.api('DELETE', `/v1/connected_accounts/${id}?${query}`);
      expect([query, refused.status, refused.body.errors[0].source]).toEqual([query, 422, { pointer: '/dry_run' }]);
    }
    expect((await tenant.api('GET', `/v1/connected_accounts/${id}`)).status).toBe(200);
  });

  it('belong to one account only', async () => {
    const id = await connect();
    const path = `/v1/connected_accounts/${id}`;
    const other = await house.account();
    const { provider } = await addPair();
    const mapping = `${path}/user_mappings/${provider.split('/').at(-1)}`;
    for (const [method, address, body] of [
      ['GET', path],
      ['PATCH', path, { display_name: 'x' }],
      ['DELETE', path],
      ['POST', `${path}/external_users/sync`],
      ['GET', `${path}/external_users`],
      ['GET', `${path}/user_mappings`],
      ['GET', mapping],
      ['PUT', mapping, { email: 'ann@x.io' }],
      ['DELETE', mapping],
      ['PUT', provider, { display_name: 'Mine' }],
      ['GET', provider],
    ] as const) {
      const { status } = await other.api(method, address, body);
      expect([method, address, status]).toEqual([method, address, 404]);
    }
    expect((await tenant.api('GET', path)).status).toBe(200);
  });
});

describe('external users', () => {
  it('sync, and are listed with search and status', async () => {
    const path = `/v1/connected_accounts/${await connect()}/external_users`;
    const synced = await tenant.api('POST', `${path}/sync`);
    expect(synced.status).toBe(200);
    expect(synced.body.data).toHaveLength(3);
    expect(Object.keys(synced.body.data[0]).toSorted()).toEqual([
      'email',
      'first_name',
      'id',
      'last_name',
      'object',
      'status',
    ]);
    expect((await tenant.api('GET', path)).body.data).toEqual(synced.body.data);
    const emails = async (query: string) =>
      (await tenant.api('GET', `${path}?${query}`)).body.data.map(({ email }: { email: string }) => email);
    expect(await emails('search=ANN')).toEqual(['ann@x.io']);
    expect(await emails('search=ann%20lee')).toEqual(['ann@x.io']);
    expect(await emails('search=%25_r')).toEqual(['bob@x.io']);
    expect(await emails('search=%25')).toEqual(['bob@x.io']);
    expect(await emails('status=pending')).toEqual(['cyd@x.io']);
    expect(await emails('status=active&search=bob')).toEqual([]);
    expect((await tenant.api('GET', `${path}?status=gone&page_size=201`)).body.errors).toHaveLength(2);
  });

  it('are mapped by hand and by email, judged by existence first', async () => {
    const connection = `/v1/connected_accounts/${await connect()}`;
    const { provider } = await addPair('bob@x.io');
    const mapping = `${connection}/user_mappings/${provider.split('/').at(-1)}`;
    expect((await tenant.api('DELETE', mapping)).status).toBe(404);
    expect((await tenant.api('PUT', `${connection}/user_mappings/${newId('provider')}`, { a: 1 })).status).toBe(404);
    const both = await tenant.api('PUT', mapping, { email: 'ann@x.io', external_user_id: newId('externalUser') });
    expect(both.status).toBe(422);
    const missing = await tenant.api('PUT', mapping, { email: 'nobody@x.io' });
    expect([missing.status, missing.body.errors[0].code]).toEqual([422, 'host_not_found']);
    expect((await tenant.api('GET', mapping)).body.data).toMatchObject({
      object: 'user_mapping',
      source: 'auto',
      external_user: { email: 'bob@x.io' },
      provider: { object: 'provider', email: 'bob@x.io' },
    });
    const byHand = await tenant.api('PUT', mapping, { email: 'ANN@x.io' });
    expect(byHand.body.data).toMatchObject({ source: 'manual', external_user: { email: 'ann@x.io' } });
    await tenant.api('PUT', provider, { display_name: 'Dr. Lee', active: false });
    expect((await tenant.api('GET', mapping)).status).toBe(404);
    expect((await tenant.api('PUT', mapping, { email: 'ann@x.io' })).status).toBe(404);
    expect((await tenant.api('DELETE', mapping)).status).toBe(204);
  });
});

describe('webhooks', () => {
  it('reach the pairs of every account that has connected the Zoom account', async () => {
    const other = await house.account();
    const others: string = (await other.api('POST', '/v1/connected_accounts', zoomConnection())).body.data.id;
    const mine = await connect();
    await other.api('POST', `/v1/connected_accounts/${others}/external_users/sync`);
    const { pair } = await addPair();
    const conferencing = `${pair}/conferencing`;
    await tenant.api('PUT', conferencing, { connected_account_id: mine, email: 'ann@x.io' });
    await setUsers([{ email: 'ann@x.io', first_name: 'Anna', last_name: 'Lee', status: 'inactive', type: 2 }], true);
    await eventually(async () => {
      const explained = await tenant.api('GET', `${conferencing}/explain`);
      expect(explained.body.data.host_state).toBe('host_inactive');
      const shown = await tenant.api('GET', conferencing);
      expect(shown.body.data.external_user).toMatchObject({ first_name: 'Anna', status: 'inactive' });
      const users = await other.api('GET', `/v1/connected_accounts/${others}/external_users`);
      expect(users.body.data).toMatchObject([{ email: 'ann@x.io', first_name: 'Anna', status: 'inactive' }]);
      return true;
    });
    const deliveries = (await house.zoom('GET', '/webhooks')).body.data;
    expect(deliveries.filter((one: { account_id: string }) => one.account_id === zoomAccount)).not.toEqual([]);
  });

  it('are accepted only with a signature from Zoom, and prove that we know the secret', async () => {
    const unsigned = await tenant.api('POST', '/v1/webhooks/zoom', { event: 'user.deleted' });
    expect([unsigned.status, unsigned.body.errors[0].code]).toEqual([401, 'unauthorized']);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const garbage = async (secret: string) => {
      const signature = signatureOf(secret, timestamp, Buffer.from('{"event'));
      const headers = { 'x-zm-signature': signature, 'x-zm-request-timestamp': timestamp };
      return (await call(house.url, 'POST', '/v1/webhooks/zoom', { body: '{"event', headers })).body.errors[0].code;
    };
    expect(await garbage('not the secret')).toBe('unauthorized');
    expect(await garbage(house.webhookSecret)).toBe('malformed_request');
    await house.zoom('POST', `/accounts/${zoomAccount}/webhooks`, { event: 'endpoint.url_validation' });
    await eventually(async () => {
      const { data } = (await house.zoom('GET', '/webhooks')).body;
      const validation = data.find(
        (one: { account_id: string; event: string }) =>
          one.account_id === zoomAccount && one.event === 'endpoint.url_validation',
      );
      return validation.state === 'delivered';
    });
  });
});

describe('connecting by consent', () => {
  const consent = async () => {
    const asked = await tenant.api('GET', '/v1/connected_accounts/zoom_admin/authorize?connection_scope=account');
    const page = await fetch(`${asked.body.data.authorize_url}&account_id=${zoomAccount}`, { redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? '');
    return { state: back.searchParams.get('state') ?? '', path: `/v1/oauth/zoom_admin/callback${back.search}` };
  };
  const visit = (path: string) => fetch(house.url + path);
  const onlyConnection = async () => (await tenant.api('GET', '/v1/connected_accounts')).body.data[0];

  it('connects, and connects again with the same id after the app was removed', async () => {
    const page = await visit((await consent()).path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    const connection = await onlyConnection();
    expect(connection).toMatchObject({ provider: 'zoom_admin', status: 'active', external_account_id: zoomAccount });
    const path = `/v1/connected_accounts/${connection.id}/external_users/sync`;
    expect((await tenant.api('POST', path)).body.data).toHaveLength(3);
    const object = { user_id: 'someone', client_id: 'installation' };
    await house.zoom('POST', `/accounts/${zoomAccount}/webhooks`, { event: 'app_deauthorized', object });
    await eventually(async () => (await onlyConnection()).status === 'reconnect_required');
    expect((await visit((await consent()).path)).status).toBe(200);
    expect(await onlyConnection()).toMatchObject({ id: connection.id, status: 'active' });
  });

  it('fails with a page for a state that is foreign, used or refused, and escapes foreign markup', async () => {
    const { path, state } = await consent();
    expect((await visit(path)).status).toBe(200);
    for (const wrong of [
      path,
      '/v1/oauth/zoom_admin/callback',
      '/v1/oauth/zoom_admin/callback?state=<script>&code=<script>',
      `/v1/oauth/zoom_admin/callback?code=x&state=${state.slice(0, -1)}A`,
      `/v1/oauth/zoom_admin/callback?error=access_denied&state=${(await consent()).state}`,
      `/v1/oauth/zoom_admin/callback?code=unknown&state=${(await consent()).state}`,
    ]) {
      const page = await visit(wrong);
      expect(page.status).toBeGreaterThanOrEqual(400);
      expect(page.status).toBeLessThan(500);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(await page.text()).not.toContain('<script>');
    }
  });
});
