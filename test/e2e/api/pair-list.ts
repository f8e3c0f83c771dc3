import { expectStatus, pairOf, type Tenant } from './tenant.js';
import type { World } from './world.js';

export function pairList(world: World): void {
  describe('all pairs of an account', () => {
    let tenant: Tenant;

    beforeAll(async () => {
      tenant = await world.tenant();
      const { id, users } = await tenant.connected([
        { id: 'zoom-a', email: 'a@example.com', first_name: 'Ada', last_name: 'Low', type: 1 },
      ]);
      const service = await tenant.service('Root canal');
      await tenant.assigned(id, users['a@example.com'].id, service);
      expectStatus(await tenant.api.put(pairOf(service, await tenant.provider({ display_name: '=Zoë' })).path), 204);
    });

    it('are listed with names, states and warnings', async () => {
      const { body } = expectStatus(await tenant.api.get('/v1/service_providers?sort=provider'), 200);
      expect(body.meta).toMatchObject({ current_page: 1, total_count: 2, total_pages: 1 });
      expect(body.data).toEqual([
        expect.objectContaining({ object: 'service_provider', version: 0, conferencing: null, updated_at: null }),
        expect.objectContaining({
          host_state: 'ready',
          version: 1,
          warnings: [{ code: 'host_not_licensed', detail: expect.any(String) }],
        }),
      ]);
      const found = await tenant.api.get('/v1/service_providers?search=ADA%20L&warning=host_not_licensed');
      expect(found.data).toEqual([body.data[1]]);
      expect((await tenant.api.get('/v1/service_providers?host_state=odd')).status).toBe(422);
    });

    it('are counted', async () => {
      const { data } = expectStatus(await tenant.api.get('/v1/conferencing/summary'), 200);
      expect(data).toMatchObject({
        pairs: 2,
        by_host_state: { ready: 1, unassigned: 1, host_removed: 0 },
        by_warning: { host_not_licensed: 1, host_shared: 0, email_differs: 0 },
        connected_accounts: [{ pairs: 1, status: 'active', by_host_state: { ready: 1 } }],
      });
    });

    it('are exported whole, and none of them is a formula', async () => {
      const answer = expectStatus(
        await tenant.api.get('/v1/service_providers?page_size=1', { accept: 'text/csv' }),
        200,
      );
      expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
      expect(answer.text.split('\r\n')).toHaveLength(4);
      expect(answer.text).toContain(",'=Zoë,");
    });

    it('belong to the account of the token', async () => {
      const { data } = expectStatus(await tenant.api.get('/v1/me'), 200);
      expect(data).toMatchObject({ kind: 'account_token', account: { id: tenant.accountId, name: 'Harbour Dental' } });
      expect((await world.platform.get('/v1/me')).data).toMatchObject({ kind: 'platform', account: null });
      expect((await world.platform.get('/v1/me', { 'x-account-id': 'acct_ffffffffffff' })).status).toBe(404);
    });
  });
}
