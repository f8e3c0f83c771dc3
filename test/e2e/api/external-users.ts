import { expectStatus, type Tenant } from './tenant.js';
import type { World } from './world.js';

export function externalUsers(world: World): void {
  describe('external users', () => {
    let tenant: Tenant;

    beforeEach(async () => {
      tenant = await world.tenant();
    });

    const list = async (path: string, query = '') =>
      expectStatus(await tenant.api.get(`${path}/external_users${query}`), 200);
    const emails = async (path: string, query: string) =>
      (await list(path, query)).data.map(({ email }: { email: string }) => email).toSorted();

    it('are added, updated and removed by a sync, in each status', async () => {
      const { path, users } = await tenant.connected([
        { id: 'zoom-a', email: 'a@example.com', first_name: 'Ann', last_name: 'Ash' },
        { id: 'zoom-b', email: 'b@example.com', status: 'inactive' },
        { email: 'c@example.com', status: 'pending' },
      ]);
      expect(users['a@example.com']).toEqual({
        id: expect.stringMatching(/^exusr_[0-9a-f]{12}$/),
        object: 'external_user',
        email: 'a@example.com',
        first_name: 'Ann',
        last_name: 'Ash',
        status: 'active',
      });
      expect(users['b@example.com']).toMatchObject({ status: 'inactive', first_name: null, last_name: null });
      expect(users['c@example.com']).toMatchObject({ status: 'pending' });

      await tenant.zoomUsers([
        { id: 'zoom-a', email: 'a@example.com', first_name: 'Anna', status: 'inactive' },
        { id: 'zoom-c', email: 'C@example.com' },
        { id: 'zoom-d', email: 'd@example.com' },
      ]);
      const after = await tenant.sync(path);
      expect(Object.keys(after).toSorted()).toEqual(['C@example.com', 'a@example.com', 'd@example.com']);
      expect(after['a@example.com']).toMatchObject({
        id: users['a@example.com'].id,
        first_name: 'Anna',
        status: 'inactive',
      });
      expect(after['C@example.com']).toMatchObject({ id: users['c@example.com'].id, status: 'active' });
      expect((await list(path)).body.meta.total_count).toBe(3);
    });

    it('are the same when the same Zoom id comes back, and another person under another id', async () => {
      const { path, users } = await tenant.connected([{ id: 'zoom-a', email: 'a@example.com' }]);
      await tenant.zoomUsers([]);
      expect(await tenant.sync(path)).toEqual({});
      await tenant.zoomUsers([{ id: 'zoom-a', email: 'a@example.com' }]);
      expect(await tenant.sync(path)).toEqual(users);
      await tenant.zoomUsers([{ id: 'zoom-z', email: 'a@example.com' }]);
      expect((await tenant.sync(path))['a@example.com'].id).not.toBe(users['a@example.com'].id);
    });

    it('can be searched by a part of email and names, without wildcards, and by status', async () => {
      const { path } = await tenant.connected([
        { email: 'jane_doe@example.com', first_name: 'Jane', last_name: 'Doe' },
        { email: 'j%ne@example.com', first_name: 'Percy' },
        { email: 'max@example.com', first_name: 'Max', last_name: 'DOERING', status: 'inactive' },
      ]);
      expect(await emails(path, '?search=dOe')).toEqual(['jane_doe@example.com', 'max@example.com']);
      expect(await emails(path, '?search=E_d')).toEqual(['jane_doe@example.com']);
      expect(await emails(path, '?search=%25')).toEqual(['j%ne@example.com']);
      expect(await emails(path, '?search=percy')).toEqual(['j%ne@example.com']);
      expect(await emails(path, '?search=nobody')).toEqual([]);
      expect(await emails(path, '?status=inactive')).toEqual(['max@example.com']);
      expect(await emails(path, '?search=doe&status=active')).toEqual(['jane_doe@example.com']);
      const page = await list(path, '?page=2&page_size=2');
      expect([page.data.length, page.body.meta]).toEqual([
        1,
        { current_page: 2, page_size: 2, total_count: 3, total_pages: 2 },
      ]);
    });

    it('do not change when a sync fails, and the answer says why', async () => {
      const { path } = await tenant.connected([{ email: 'a@example.com' }]);
      const sync = () => tenant.api.post(`${path}/external_users/sync`);
      await tenant.zoomUsers([]);
      await tenant.fault('down');
      const unreachable = await sync();
      expect([unreachable.status, unreachable.codes]).toEqual([502, ['provider_unreachable']]);
      expect((await tenant.api.get(path)).data.status).toBe('active');
      await tenant.noFaults();
      await tenant.fault('scopes_missing');
      const refused = await sync();
      expect([refused.status, refused.codes]).toEqual([502, ['provider_rejected']]);
      expect((await tenant.api.get(path)).data.status).toBe('insufficient_permissions');
      await tenant.noFaults();
      await tenant.fault('revoked');
      expect((await sync()).codes).toEqual(['provider_rejected']);
      expect((await tenant.api.get(path)).data.status).toBe('reconnect_required');
      expect((await list(path)).body.meta.total_count).toBe(1);
      await tenant.noFaults();
      expect(await tenant.sync(path)).toEqual({});
      expect((await tenant.api.get(path)).data.status).toBe('active');
    });

    it('come over several pages of Zoom’s', async () => {
      const users = Array.from({ length: 650 }, (_, n) => ({ email: `user${n}@example.com` }));
      const { path, users: synced } = await tenant.connected(users);
      expect(Object.keys(synced)).toHaveLength(650);
      expect((await list(path, '?page=4&page_size=200')).data).toHaveLength(50);
    });

    it('cannot be synced for a missing connection', async () => {
      const answer = await tenant.api.post('/v1/connected_accounts/cact_ffffffffffff/external_users/sync', {});
      expect([answer.status, answer.codes]).toEqual([404, ['not_found']]);
    });
  });
}
