import { type Connection, expectStatus, type Tenant } from './tenant.js';
import type { World } from './world.js';

export function batches(world: World): void {
  describe('changes of many pairs', () => {
    let tenant: Tenant;
    let connection: Connection;

    beforeEach(async () => {
      tenant = await world.tenant();
      connection = await tenant.connected([
        { id: 'zoom-a', email: 'ann@example.com' },
        { id: 'zoom-b', email: 'bob@example.com' },
      ]);
    });

    const idOf = (email: string) => connection.users[email].id;
    const user = (email: string) => ({ connected_account_id: connection.id, external_user_id: idOf(email) });
    const hostOf = async (pair: { conferencing: string }) =>
      (await tenant.api.get(pair.conferencing)).data?.external_user.email ?? null;
    const BATCH = expect.stringMatching(/^bat_[0-9a-f]{12}$/);

    it('hand over what one person hosts to another, and can be undone', async () => {
      const [one, other] = [
        await tenant.assigned(connection.id, idOf('ann@example.com')),
        await tenant.assigned(connection.id, idOf('ann@example.com')),
      ];
      const refs = [one, other]
        .map(({ serviceId, providerId }) => ({ service_id: serviceId, provider_id: providerId }))
        .toSorted((a, b) => (a.service_id < b.service_id ? -1 : 1));
      const body = {
        from: user('ann@example.com'),
        to: { connected_account_id: connection.id, email: 'BOB@example.com' },
      };
      const handOver = (more: object) => tenant.api.post('/v1/conferencing/handovers', { ...body, ...more });
      const undo = (more: object) => tenant.api.post('/v1/conferencing/undo', more);

      const preview = expectStatus(await handOver({ dry_run: true }), 200);
      expect(preview.data).toEqual({ moved: refs, skipped: [], batch_id: null });
      expect(await hostOf(one)).toBe('ann@example.com');
      const done = expectStatus(await handOver({}), 200);
      expect(done.data).toEqual({ ...preview.data, batch_id: BATCH });
      expect([await hostOf(one), await hostOf(other)]).toEqual(['bob@example.com', 'bob@example.com']);
      const { data: why } = await tenant.api.get(`${one.conferencing}/explain`);
      expect([why.resolved_by, why.last_change.reason, why.version]).toEqual(['handover', 'handover', 2]);

      const partly = await undo({ batch_id: done.data.batch_id, pairs: [refs[0]], dry_run: true });
      expect(expectStatus(partly, 200).data).toEqual({ restored: [refs[0]], skipped: [], batch_id: null });
      expectStatus(await tenant.api.delete(other.conferencing), 204);
      const undone = expectStatus(await undo({ batch_id: done.data.batch_id }), 200);
      const skipped = { service_id: other.serviceId, provider_id: other.providerId, reason: 'changed_since' };
      expect(undone.data).toEqual({
        restored: [{ service_id: one.serviceId, provider_id: one.providerId }],
        skipped: [skipped],
        batch_id: BATCH,
      });
      expect([await hostOf(one), await hostOf(other)]).toEqual(['ann@example.com', null]);
      expect((await tenant.api.get(`${one.conferencing}/explain`)).data.resolved_by).toBe('undo');
    });

    it('can be previewed before a connection is removed, and its pairs then need attention', async () => {
      const service = await tenant.service('Old talk');
      const pair = await tenant.assigned(connection.id, idOf('ann@example.com'), service);
      const ref = { service_id: pair.serviceId, provider_id: pair.providerId };
      const preview = expectStatus(await tenant.api.delete(`${connection.path}?dry_run=true`), 200);
      expect(preview.data).toEqual({ cleared: [ref], mappings: 0 });
      expect((await tenant.api.delete(`${connection.path}?dry_run=perhaps`)).pointers).toEqual(['/dry_run']);
      expect(await hostOf(pair)).toBe('ann@example.com');
      expectStatus(await tenant.api.delete(`${connection.path}?dry_run=false`), 204);

      const attention = async () => (await tenant.api.get('/v1/conferencing/attention?host_state=unassigned')).body;
      const { data, meta } = await attention();
      const service_of_it = { id: service, name: 'Old talk' };
      const provider = { id: pair.providerId, display_name: 'Dr. Smith', email: null, active: true };
      expect(data).toMatchObject([{ ...ref, service: service_of_it, provider, host_state: 'unassigned' }]);
      expect(data[0].reasons).toEqual([{ code: 'host_lost', detail: expect.any(String) }]);
      expect([meta.total_count, meta.by_cause]).toEqual([1, { host_lost: 1 }]);
      expectStatus(await tenant.api.delete(pair.conferencing), 204);
      expect((await attention()).meta).toMatchObject({ total_count: 0, by_cause: {} });
      expectStatus(await tenant.api.delete(pair.conferencing), 404);
    });

    it('map many providers at once', async () => {
      const provider = await tenant.provider();
      const path = `${connection.path}/user_mappings`;
      const one = { provider_id: provider, email: 'ANN@example.com' };
      const strangers = Array.from({ length: 4_999 }, (_, n) => ({
        provider_id: `prov_${String(n).padStart(12, '0')}`,
        external_user_id: idOf('bob@example.com'),
      }));
      const mappings = [one, ...strangers];
      const preview = expectStatus(await tenant.api.put(path, { mappings, dry_run: true }), 200);
      expect((await tenant.api.get(`${path}/${provider}`)).status).toBe(404);
      const done = expectStatus(await tenant.api.put(path, { mappings }), 200);
      expect(done.data).toEqual(preview.data);
      const rejected = strangers.map(({ provider_id }) => ({ provider_id, code: 'not_found' }));
      expect(done.data).toEqual({ mapped: [{ provider_id: provider }], unchanged: [], rejected });
      expect((await tenant.api.get(`${path}/${provider}`)).data.source).toBe('manual');

      const pointers = async (wrong: unknown) => (await tenant.api.put(path, { mappings: wrong })).pointers;
      expect(await pointers([one, one])).toEqual(['/mappings/1/provider_id']);
      expect(await pointers([one, { provider_id: 'prov_1' }])).toEqual([
        '/mappings/1/provider_id',
        '/mappings/1/external_user_id',
      ]);
      for (const wrong of [[], [...mappings, one], 'all', undefined])
        expect(await pointers(wrong)).toEqual(['/mappings']);
    });

    it('are refused with the reason and the place', async () => {
      const to = { connected_account_id: connection.id, external_user_id: idOf('bob@example.com') };
      const refusal = async (body: object) => {
        const { status, codes, pointers } = await tenant.api.post('/v1/conferencing/handovers', body);
        return [status, ...codes, ...pointers];
      };
      const from = user('ann@example.com');
      expect(await refusal({ from, to: { ...to, external_user_id: 'exusr_ffffffffffff' } })).toEqual([
        422,
        'host_not_in_connected_account',
        '/to/external_user_id',
      ]);
      expect(await refusal({ from: { ...from, external_user_id: 'exusr_ffffffffffff' }, to })).toEqual([
        422,
        'host_not_in_connected_account',
        '/from/external_user_id',
      ]);
      expect(await refusal({ from: to, to })).toEqual([422, 'invalid', '/to']);
      expect(await refusal({ from, to, service_ids: [] })).toEqual([422, 'invalid', '/service_ids']);
      expect(await refusal({ from, to: { connected_account_id: connection.id, email: 'no@example.com' } })).toEqual([
        422,
        'host_not_found',
        '/to/email',
      ]);
      const undo = async (body: object) => (await tenant.api.post('/v1/conferencing/undo', body)).status;
      expect([await undo({ batch_id: 'bat_ffffffffffff' }), await undo({ batch_id: 'evt_1' }), await undo({})]).toEqual(
        [404, 422, 422],
      );
      const batch_id = 'bat_ffffffffffff';
      const wrong = await tenant.api.post('/v1/conferencing/undo', { batch_id, pairs: [{ service_id: 'srv_1' }] });
      expect(wrong.pointers).toEqual(['/pairs/0/service_id', '/pairs/0/provider_id']);
      expect((await tenant.api.post('/v1/conferencing/undo', { batch_id, pairs: [] })).pointers).toEqual(['/pairs']);
    });
  });
}
