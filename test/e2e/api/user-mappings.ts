import { type Tenant } from './tenant.js';
import type { World } from './world.js';

export function userMappings(world: World): void {
  describe('user mappings', () => {
    let tenant: Tenant;

    beforeEach(async () => {
      tenant = await world.tenant();
    });

    it('are made by a sync where exactly one external user has the provider’s email', async () => {
      const jane = await tenant.provider({ email: 'Jane@Example.com', display_name: 'Jane' });
      const twice = await tenant.provider({ email: 'twice@example.com' });
      const nobody = await tenant.provider({ email: 'nobody@example.com' });
      const { path, users } = await tenant.connected([
        { email: 'jane@example.com' },
        { id: 'one', email: 'twice@example.com' },
        { id: 'two', email: 'TWICE@example.com' },
      ]);
      const mapping = await tenant.api.get(`${path}/user_mappings/${jane}`);
      expect([mapping.status, mapping.data]).toMatchObject([
        200,
        {
          object: 'user_mapping',
          source: 'auto',
          external_user: users['jane@example.com'],
          provider: expect.objectContaining({ id: jane, object: 'provider', display_name: 'Jane' }),
        },
      ]);
      expect((await tenant.api.get(`${path}/user_mappings/${twice}`)).status).toBe(404);
      expect((await tenant.api.get(`${path}/user_mappings/${nobody}`)).status).toBe(404);
      const list = await tenant.api.get(`${path}/user_mappings`);
      expect([list.data, list.body.meta.total_count]).toEqual([[mapping.data], 1]);
    });

    it('are made by hand, by id or by email, and never touched by a sync', async () => {
      const provider = await tenant.provider({ email: 'a@example.com' });
      const { path, users } = await tenant.connected([{ email: 'a@example.com' }, { email: 'b@example.com' }]);
      const own = `${path}/user_mappings/${provider}`;
      const byId = await tenant.api.put(own, { external_user_id: users['b@example.com'].id });
      expect([byId.status, byId.data]).toMatchObject([
        200,
        { object: 'user_mapping', source: 'manual', external_user: users['b@example.com'], provider: { id: provider } },
      ]);
      await tenant.sync(path);
      expect((await tenant.api.get(own)).data).toEqual(byId.data);
      const byEmail = await tenant.api.put(own, { email: 'A@EXAMPLE.com' });
      expect(byEmail.data).toMatchObject({ source: 'manual', external_user: users['a@example.com'] });
    });

    it('find their user as an assignment does', async () => {
      const provider = await tenant.provider();
      const { path } = await tenant.connected([
        { id: 'one', email: 'twice@example.com' },
        { id: 'two', email: 'Twice@example.com' },
      ]);
      const own = `${path}/user_mappings/${provider}`;
      const codesFor = async (body: object) => {
        const { status, codes } = await tenant.api.put(own, body);
        return [status, ...codes];
      };
      expect(await codesFor({ email: 'twice@example.com' })).toEqual([422, 'host_ambiguous']);
      expect(await codesFor({ email: 'nobody@example.com' })).toEqual([422, 'host_not_found']);
      expect(await codesFor({ external_user_id: 'exusr_ffffffffffff' })).toEqual([
        422,
        'host_not_in_connected_account',
      ]);
      expect((await codesFor({}))[0]).toBe(422);
      expect((await codesFor({ email: 'twice@example.com', external_user_id: 'exusr_ffffffffffff' }))[0]).toBe(422);
      await tenant.zoomUsers([{ email: 'nobody@example.com' }]);
      expect(await codesFor({ email: 'nobody@example.com' })).toEqual([200]);
      await tenant.fault('down');
      expect(await codesFor({ email: 'late@example.com' })).toEqual([502, 'provider_unreachable']);
    });

    it('are hidden while the provider is deactivated, and can still be deleted', async () => {
      const provider = await tenant.provider({ email: 'a@example.com' });
      const { path } = await tenant.connected([{ email: 'a@example.com' }]);
      const own = `${path}/user_mappings/${provider}`;
      await tenant.api.put(`/v1/providers/${provider}`, { display_name: 'Dr. Smith', active: false });
      expect((await tenant.api.get(own)).status).toBe(404);
      expect((await tenant.api.put(own, { email: 'a@example.com' })).status).toBe(404);
      expect((await tenant.api.delete(own)).status).toBe(204);
      expect((await tenant.api.delete(own)).status).toBe(404);
    });

    it('need a provider and a connection that exist', async () => {
      const { path } = await tenant.connected([{ email: 'a@example.com' }]);
      const body = { email: 'a@example.com' };
      const provider = await tenant.provider();
      expect((await tenant.api.put(`${path}/user_mappings/prov_ffffffffffff`, body)).status).toBe(404);
      expect((await tenant.api.get(`${path}/user_mappings/prov_ffffffffffff`)).status).toBe(404);
      expect((await tenant.api.delete(`${path}/user_mappings/${provider}`)).status).toBe(404);
      const nowhere = `/v1/connected_accounts/cact_ffffffffffff/user_mappings/${provider}`;
      expect((await tenant.api.put(nowhere, body)).status).toBe(404);
      expect((await tenant.api.put(nowhere, {})).status).toBe(404);
    });
  });
}
