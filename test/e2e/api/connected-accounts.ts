import { expectStatus, type Tenant } from './tenant.js';
import type { World } from './world.js';

const FIELDS = [
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
];

export function connectedAccounts(world: World): void {
  describe('connected accounts', () => {
    let tenant: Tenant;

    beforeEach(async () => {
      tenant = await world.tenant();
    });

    it('connects Zoom with credentials that work', async () => {
      await tenant.zoomUsers([{ email: 'owner@example.com', first_name: 'Olga', last_name: 'Owner' }]);
      const body = { ...tenant.connection, user_id: 'user_d025a96ac0c6' };
      const { status, data, text } = await tenant.api.post('/v1/connected_accounts', body);
      expect(status).toBe(201);
      expect(Object.keys(data).toSorted()).toEqual(FIELDS);
      expect(data).toMatchObject({
        id: expect.stringMatching(/^cact_[0-9a-f]{12}$/),
        object: 'connected_account',
        provider: 'zoom_admin',
        connection_scope: 'account',
        status: 'active',
        external_account_id: tenant.zoomAccountId,
        user_id: 'user_d025a96ac0c6',
        email: expect.any(String),
        external_subject: expect.any(String),
      });
      expect(text).not.toContain('secret');
      expect((await tenant.api.get(`/v1/connected_accounts/${data.id}`)).data).toEqual(data);
      const list = await tenant.api.get('/v1/connected_accounts');
      expect([list.data, list.body.meta.total_count]).toEqual([[data], 1]);
    });

    it('accepts an owner of any form', async () => {
      const body = { ...tenant.connection, connection_scope: 'user', user_id: 'jane.smith-42' };
      const { status, data } = await tenant.api.post('/v1/connected_accounts', body);
      expect([status, data?.user_id]).toEqual([201, 'jane.smith-42']);
    });

    it('refuses credentials that Zoom refuses', async () => {
      const wrong = {
        ...tenant.connection,
        credentials: { ...tenant.connection.credentials, client_secret: 'guessed' },
      };
      const refused = await tenant.api.post('/v1/connected_accounts', wrong);
      expect([refused.status, refused.codes]).toEqual([422, ['credentials_rejected']]);
      expect(refused.text).not.toContain('guessed');
      expect((await tenant.api.get('/v1/connected_accounts')).data).toEqual([]);
    });

    it('answers 502 when Zoom is unreachable', async () => {
      await tenant.fault('down');
      const answer = await tenant.api.post('/v1/connected_accounts', tenant.connection);
      expect([answer.status, answer.codes]).toEqual([502, ['provider_unreachable']]);
    });

    it('connects with missing scopes, and says so', async () => {
      await tenant.fault('scopes_missing');
      const { status, data } = await tenant.api.post('/v1/connected_accounts', tenant.connection);
      expect([status, data.status]).toEqual([201, 'insufficient_permissions']);
    });

    it('names every wrong field, and those of an unknown provider', async () => {
      const empty = await tenant.api.post('/v1/connected_accounts', { provider: 'zoom_admin', credentials: {} });
      expect(empty.status).toBe(422);
      expect(empty.pointers.toSorted()).toEqual([
        '/connection_scope',
        '/credentials/account_id',
        '/credentials/client_id',
        '/credentials/client_secret',
        '/credentials/type',
      ]);
      const listed = { ...tenant.connection, credentials: [tenant.connection.credentials] };
      const list = await tenant.api.post('/v1/connected_accounts', listed);
      expect([list.codes, list.pointers]).toEqual([['invalid'], ['/credentials']]);
      const unknown = await tenant.api.post('/v1/connected_accounts', {
        ...tenant.connection,
        provider: 'webex',
      });
      expect([unknown.status, unknown.pointers]).toEqual([422, ['/provider']]);
    });

    it('has one connection for one Zoom account, and renews it', async () => {
      const { id, path, users } = await tenant.connected([{ email: 'host@example.com' }]);
      const pair = await tenant.assigned(id, users['host@example.com'].id);
      await tenant.fault('revoked');
      expect((await tenant.api.post(`${path}/external_users/sync`)).status).toBe(502);
      expect((await tenant.api.get(path)).data.status).toBe('reconnect_required');
      await tenant.noFaults();
      const again = await tenant.api.post('/v1/connected_accounts', tenant.connection);
      expect([again.status, again.data.id, again.data.status]).toEqual([200, id, 'active']);
      expect(await tenant.hostState(pair)).toBe('ready');
    });

    it.each(['google', 'microsoft'])('registers a %s connection, which cannot host', async (provider) => {
      const body = {
        provider,
        connection_scope: 'user',
        email: 'jane@example.com',
        external_subject: '123456789',
        display_name: 'Jane',
        external_account_id: 'org-1',
      };
      const { status, data } = await tenant.api.post('/v1/connected_accounts', body);
      expect(status).toBe(201);
      expect(Object.keys(data).toSorted()).toEqual(FIELDS);
      expect(data).toMatchObject({ ...body, status: 'active', user_id: null, object: 'connected_account' });

      const path = `/v1/connected_accounts/${data.id}`;
      expect((await tenant.api.post(`${path}/external_users/sync`)).status).toBe(404);
      const provided = await tenant.provider({ email: 'jane@example.com' });
      const mapping = await tenant.api.put(`${path}/user_mappings/${provided}`, { email: 'jane@example.com' });
      expect(mapping.status).toBe(404);
      const pair = await tenant.pair();
      const host = { connected_account_id: data.id, email: 'jane@example.com' };
      const refused = await tenant.api.put(pair.conferencing, host);
      expect([refused.status, refused.codes]).toEqual([422, ['not_a_conferencing_account']]);
      expect(refused.pointers).toEqual(['/connected_account_id']);
    });

    it('changes the shown name and nothing else', async () => {
      const { path } = await tenant.connected([{ email: 'host@example.com' }]);
      const before = (await tenant.api.get(path)).data;
      const renamed = await tenant.api.patch(path, { display_name: 'Clinic' });
      expect([renamed.status, renamed.data]).toEqual([
        200,
        { ...before, display_name: 'Clinic', updated_at: expect.any(String) },
      ]);
      expect(renamed.data.updated_at > before.updated_at).toBe(true);
      expect((await tenant.api.patch(path, { display_name: 'Clinic' })).data).toEqual(renamed.data);
      expect((await tenant.api.patch(path, {})).data).toEqual(renamed.data);
      expect((await tenant.api.patch(path, { display_name: null })).data.display_name).toBeNull();
      expect((await tenant.api.patch(path, { email: 'x@example.com' })).status).toBe(422);
      const unknown = await tenant.api.patch('/v1/connected_accounts/cact_ffffffffffff', { display_name: 'X' });
      expect(unknown.status).toBe(404);
    });

    it('keeps updated_at when a sync finds nothing new', async () => {
      const { path } = await tenant.connected([{ email: 'host@example.com' }]);
      const before = (await tenant.api.get(path)).data;
      await tenant.sync(path);
      expect((await tenant.api.get(path)).data).toEqual(before);
    });

    it('is removed with its users and mappings, and its pairs are cleared', async () => {
      const provider = await tenant.provider({ email: 'host@example.com' });
      const { id, path, users } = await tenant.connected([{ email: 'host@example.com' }]);
      const pair = await tenant.assigned(id, users['host@example.com'].id);
      expectStatus(await tenant.api.get(`${path}/user_mappings/${provider}`), 200);
      expect((await tenant.api.delete(path)).status).toBe(204);
      expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
      expect(await tenant.hostState(pair)).toBe('unassigned');
      for (const gone of ['', '/external_users', '/user_mappings', `/user_mappings/${provider}`]) {
        expect([gone, (await tenant.api.get(path + gone)).status]).toEqual([gone, 404]);
      }
      expect((await tenant.api.delete(path)).status).toBe(404);
    });

    it('shows nothing of another account’s', async () => {
      const other = await world.tenant();
      const { id, path, users } = await other.connected([{ email: 'host@example.com' }]);
      const provider = await tenant.provider();
      const mapping = `${path}/user_mappings/${provider}`;
      const answers = [
        await tenant.api.get(path),
        await tenant.api.patch(path, { display_name: 'Mine' }),
        await tenant.api.delete(path),
        await tenant.api.post(`${path}/external_users/sync`),
        await tenant.api.get(`${path}/external_users`),
        await tenant.api.get(`${path}/user_mappings`),
        await tenant.api.get(mapping),
        await tenant.api.put(mapping, { email: 'host@example.com' }),
        await tenant.api.delete(mapping),
      ];
      expect(answers.map(({ status, codes }) => [status, ...codes])).toEqual(answers.map(() => [404, 'not_found']));
      const pair = await tenant.pair();
      for (const host of [{ email: 'host@example.com' }, { external_user_id: users['host@example.com'].id }]) {
        const refused = await tenant.api.put(pair.conferencing, { connected_account_id: id, ...host });
        expect([refused.status, refused.codes]).toEqual([422, ['connected_account_not_found']]);
      }
      const bulk = await tenant.api.put(`/v1/services/${pair.serviceId}/conferencing`, { connected_account_id: id });
      expect([bulk.status, bulk.codes]).toEqual([422, ['connected_account_not_found']]);
      expect((await other.api.get(path)).status).toBe(200);
    });
  });
}
