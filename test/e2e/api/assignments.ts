import { type Connection, pairOf, type Pair, type Tenant } from './tenant.js';
import type { World } from './world.js';

export function assignments(world: World): void {
  describe('assignments', () => {
    let tenant: Tenant;
    let connection: Connection;
    let pair: Pair;

    beforeEach(async () => {
      tenant = await world.tenant();
      connection = await tenant.connected([
        { id: 'zoom-a', email: 'Ann@example.com', first_name: 'Ann', last_name: 'Ash' },
        { id: 'zoom-b', email: 'bob@example.com' },
        { id: 'zoom-1', email: 'twice@example.com' },
        { id: 'zoom-2', email: 'TWICE@example.com' },
      ]);
      pair = await tenant.pair();
    });

    const by = (host: object) => ({ connected_account_id: connection.id, ...host });
    const ann = () => by({ external_user_id: connection.users['Ann@example.com'].id });
    const bob = () => by({ external_user_id: connection.users['bob@example.com'].id });
    const put = (body: object, headers?: Record<string, string>) => tenant.api.put(pair.conferencing, body, headers);
    const refusal = async (body: object) => {
      const { status, codes } = await put(body);
      return [status, ...codes];
    };

    it('are the documented resource, wherever they are read', async () => {
      const assigned = await put(ann());
      expect([assigned.status, assigned.headers.get('etag')]).toEqual([200, '"1"']);
      expect(assigned.body).toEqual({
        data: {
          object: 'service_provider_conferencing',
          conferencing_provider: 'zoom_admin',
          service_id: pair.serviceId,
          provider_id: pair.providerId,
          connected_account: (await tenant.api.get(connection.path)).data,
          external_user: connection.users['Ann@example.com'],
        },
      });
      const read = await tenant.api.get(pair.conferencing);
      expect([read.status, read.headers.get('etag'), read.body]).toEqual([200, '"1"', assigned.body]);
    });

    it('find the host by email in any case, and ask Zoom once for an unknown email', async () => {
      const byEmail = await put(by({ email: 'ANN@example.COM' }));
      expect(byEmail.data.external_user).toEqual(connection.users['Ann@example.com']);
      const before = await tenant.listings();
      expect(await refusal(by({ email: 'new@example.com' }))).toEqual([422, 'host_not_found']);
      expect((await tenant.listings()) - before).toBe(3);
      await tenant.zoomUsers([{ email: 'new@example.com' }]);
      const found = await put(by({ email: 'New@example.com' }));
      expect([found.status, found.data.external_user.email]).toEqual([200, 'new@example.com']);
    });

    it('are refused with the reason', async () => {
      const other = await tenant.api.post('/v1/connected_accounts', {
        provider: 'google',
        connection_scope: 'user',
        email: 'a@example.com',
        external_subject: '1',
      });
      expect(await refusal(by({ email: 'twice@example.com' }))).toEqual([422, 'host_ambiguous']);
      expect(await refusal(by({ external_user_id: 'exusr_ffffffffffff' }))).toEqual([
        422,
        'host_not_in_connected_account',
      ]);
      expect(await refusal({ connected_account_id: 'cact_ffffffffffff', email: 'a@example.com' })).toEqual([
        422,
        'connected_account_not_found',
      ]);
      expect(await refusal({ connected_account_id: other.data.id, email: 'a@example.com' })).toEqual([
        422,
        'not_a_conferencing_account',
      ]);
      expect((await refusal(by({}))).slice(0, 2)).toEqual([422, 'invalid']);
      expect((await refusal(by({ email: 'bob@example.com', external_user_id: 'exusr_ffffffffffff' })))[0]).toBe(422);
      expect((await put({ email: 'nobody', colour: 1 })).pointers.toSorted()).toEqual([
        '/colour',
        '/connected_account_id',
        '/email',
      ]);
      await tenant.fault('down');
      expect(await refusal(by({ email: 'new@example.com' }))).toEqual([502, 'provider_unreachable']);
      expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
      expect((await put(bob())).status).toBe(200);
    });

    it('need a pair that exists, before anything else is judged', async () => {
      const [service, provider] = [await tenant.service(), await tenant.provider()];
      const missing = [
        pairOf('srv_ffffffffffff', provider),
        pairOf(service, 'prov_ffffffffffff'),
        pairOf(service, provider),
      ];
      for (const { conferencing } of missing) {
        for (const body of [ann(), {}, { email: 5 }]) {
          const answer = await tenant.api.put(conferencing, body);
          expect([answer.status, answer.codes]).toEqual([404, ['not_found']]);
        }
        expect((await tenant.api.get(conferencing)).status).toBe(404);
        expect((await tenant.api.delete(conferencing)).status).toBe(404);
        expect((await tenant.api.get(`${conferencing}/explain`)).status).toBe(404);
      }
      await put(ann());
      await tenant.api.put(`/v1/providers/${pair.providerId}`, { display_name: 'X', active: false });
      expect((await put(ann())).status).toBe(404);
      expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
    });

    it('count each change and nothing else, over a DELETE too', async () => {
      await put(ann());
      expect((await put(ann())).headers.get('etag')).toBe('"1"');
      expect((await put(by({ email: 'ann@example.com' }))).headers.get('etag')).toBe('"1"');
      expect((await put(bob())).headers.get('etag')).toBe('"2"');
      const deleted = await tenant.api.delete(pair.conferencing);
      expect([deleted.status, deleted.text]).toEqual([204, '']);
      expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
      expect((await tenant.api.delete(pair.conferencing)).status).toBe(404);
      expect((await put(bob())).headers.get('etag')).toBe('"4"');
    });

    it('are read and written under conditions', async () => {
      await put(ann());
      const known = await tenant.api.get(pair.conferencing, { 'if-none-match': '"1"' });
      expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', '"1"']);
      expect((await tenant.api.get(pair.conferencing, { 'if-none-match': '"7"' })).status).toBe(200);
      for (const tag of ['*', '"1"', 'W/"1"', '"7", "1"']) {
        const present = await put(bob(), { 'if-none-match': tag });
        expect([tag, present.status, present.codes]).toEqual([tag, 412, ['version_mismatch']]);
      }
      expect((await put(ann(), { 'if-match': '"1"', 'if-none-match': '*' })).status).toBe(412);
      expect((await put(ann(), { 'if-none-match': '"7"' })).headers.get('etag')).toBe('"1"');
      const stale = await put(bob(), { 'if-match': '"7"' });
      expect([stale.status, stale.codes]).toEqual([412, ['version_mismatch']]);
      expect((await tenant.api.delete(pair.conferencing, { 'if-match': '"7"' })).status).toBe(412);
      expect((await put(bob(), { 'if-match': '"1"' })).headers.get('etag')).toBe('"2"');
      const race = await Promise.all([put(ann(), { 'if-match': '"2"' }), put(ann(), { 'if-match': '"2"' })]);
      expect(race.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      const clears = await Promise.all([1, 2].map(() => tenant.api.delete(pair.conferencing, { 'if-match': '"3"' })));
      expect(clears.map(({ status }) => status).toSorted()).toEqual([204, 412]);
      expect((await tenant.api.delete(pair.conferencing, { 'if-match': '*' })).status).toBe(404);
    });

    it('explain themselves', async () => {
      const path = `${pair.conferencing}/explain`;
      const nothing = await tenant.api.get(path);
      expect([nothing.status, nothing.data]).toMatchObject([
        200,
        { host_state: 'unassigned', reasons: expect.any(Array), resolved_by: null, version: 0 },
      ]);
      await put(by({ email: 'ann@example.com' }));
      const { data } = await tenant.api.get(path);
      expect(data).toMatchObject({
        host_state: 'ready',
        resolved_by: 'email',
        actor: tenant.actor,
        version: 1,
        decided_at: expect.stringMatching(/Z$/),
      });
      for (const reason of data.reasons)
        expect(reason).toEqual({ code: expect.stringMatching(/^[a-z_]+$/), detail: expect.stringMatching(/\.$/) });
      await world.platform.put(pair.conferencing, bob(), { 'x-account-id': tenant.accountId });
      expect((await tenant.api.get(path)).data).toMatchObject({ resolved_by: 'external_user_id', actor: 'platform' });
    });

    it('may name a host who is not ready, but not a removed one', async () => {
      await tenant.zoomUsers([
        { id: 'zoom-a', email: 'Ann@example.com', status: 'inactive' },
        { email: 'new@example.com', status: 'pending' },
      ]);
      const users = await tenant.sync(connection.path);
      expect((await put(ann())).status).toBe(200);
      expect(await tenant.hostState(pair)).toBe('host_inactive');
      expect((await put(by({ external_user_id: users['new@example.com'].id }))).status).toBe(200);
      expect(await tenant.hostState(pair)).toBe('host_pending');
      expect(await refusal(bob())).toEqual([422, 'host_not_in_connected_account']);
      expect(await refusal(by({ email: 'bob@example.com' }))).toEqual([422, 'host_not_found']);
      await tenant.fault('revoked');
      await tenant.api.post(`${connection.path}/external_users/sync`);
      expect((await put(ann())).status).toBe(200);
      expect(await tenant.hostState(pair)).toBe('account_reconnect_required');
    });
  });
}
