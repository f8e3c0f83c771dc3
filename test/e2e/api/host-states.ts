import { type Connection, expectStatus, type Pair, type Tenant } from './tenant.js';
import type { World } from './world.js';

export function hostStates(world: World): void {
  describe('host states, lists and bulk', () => {
    let tenant: Tenant;
    let connection: Connection;

    beforeEach(async () => {
      tenant = await world.tenant();
      connection = await tenant.connected([
        { id: 'zoom-a', email: 'a@example.com' },
        { id: 'zoom-b', email: 'b@example.com' },
      ]);
    });

    const idOf = (email: string): string => connection.users[email].id;
    const etag = async (pair: Pair) => (await tenant.api.get(pair.conferencing)).headers.get('etag');

    it('follow Zoom’s users, and the account goes before the host', async () => {
      const pair = await tenant.assigned(connection.id, idOf('a@example.com'));
      const seen = async () => [await tenant.hostState(pair), await etag(pair)];
      expect(await seen()).toEqual(['ready', '"1"']);
      await tenant.sync(connection.path);
      expect(await seen()).toEqual(['ready', '"1"']);
      await tenant.zoomUsers([{ id: 'zoom-a', email: 'a@example.com', status: 'inactive' }]);
      await tenant.sync(connection.path);
      expect(await seen()).toEqual(['host_inactive', '"2"']);
      await tenant.fault('scopes_missing');
      await tenant.api.post(`${connection.path}/external_users/sync`);
      expect(await seen()).toEqual(['account_insufficient_permissions', '"3"']);
      await tenant.noFaults();
      await tenant.fault('revoked');
      await tenant.api.post(`${connection.path}/external_users/sync`);
      expect(await seen()).toEqual(['account_reconnect_required', '"4"']);
      await tenant.noFaults();
      await tenant.zoomUsers([]);
      await tenant.sync(connection.path);
      const [state, version] = await seen();
      expect([state, ['"5"', '"6"'].includes(version ?? '')]).toEqual(['host_removed', true]);
      const { data } = await tenant.api.get(pair.conferencing);
      expect(data.external_user).toMatchObject({ id: idOf('a@example.com'), status: null });
      await tenant.zoomUsers([
        { id: 'zoom-a', email: 'a@example.com' },
        { id: 'zoom-x', email: 'x@example.com' },
      ]);
      await tenant.sync(connection.path);
      expect((await seen())[0]).toBe('ready');
    });

    it('never make another person the host who has the same email', async () => {
      const pair = await tenant.assigned(connection.id, idOf('a@example.com'));
      await tenant.zoomUsers([{ id: 'zoom-new', email: 'a@example.com' }]);
      await tenant.sync(connection.path);
      expect(await tenant.hostState(pair)).toBe('host_removed');
      expect((await tenant.api.get(pair.conferencing)).data.external_user.id).toBe(idOf('a@example.com'));
    });

    it('are ready again when a pending user gets an id under the email', async () => {
      await tenant.zoomUsers([{ email: 'late@example.com', status: 'pending' }]);
      const pending = (await tenant.sync(connection.path))['late@example.com'];
      const pair = await tenant.assigned(connection.id, pending.id);
      expect(await tenant.hostState(pair)).toBe('host_pending');
      await tenant.zoomUsers([{ id: 'zoom-late', email: 'Late@example.com' }]);
      await tenant.sync(connection.path);
      expect(await tenant.hostState(pair)).toBe('ready');
    });

    it('show in the service’s list, and in the list of what needs attention', async () => {
      const service = await tenant.service();
      const ready = await tenant.assigned(connection.id, idOf('a@example.com'), service);
      const broken = await tenant.assigned(connection.id, idOf('b@example.com'), service);
      const empty = await tenant.pair(service);
      await tenant.zoomUsers([{ id: 'zoom-a', email: 'a@example.com' }]);
      await tenant.sync(connection.path);
      const list = await tenant.api.get(`/v1/services/${service}/conferencing`);
      expect([list.status, list.body.meta.total_count]).toEqual([200, 3]);
      const item = ({ providerId }: Pair) =>
        list.data.find((it: { provider_id?: string }) => it.provider_id === providerId);
      expect(item(ready)).toMatchObject({
        host_state: 'ready',
        conferencing: (await tenant.api.get(ready.conferencing)).data,
      });
      expect(item(broken)).toMatchObject({ host_state: 'host_removed' });
      expect(item(empty)).toMatchObject({ host_state: 'unassigned', conferencing: null });

      const attention = await tenant.api.get('/v1/conferencing/attention');
      expect(attention.status).toBe(200);
      const states = Object.fromEntries(
        attention.data.map((it: { provider_id: string; host_state: string }) => [it.provider_id, it.host_state]),
      );
      expect(states[broken.providerId]).toBe('host_removed');
      expect(states).not.toHaveProperty(ready.providerId);
      const why = attention.data.find((it: { provider_id: string }) => it.provider_id === broken.providerId);
      expect(why.reasons).toEqual(
        expect.arrayContaining([expect.objectContaining({ code: 'host_removed', detail: expect.any(String) })]),
      );
      expect(attention.body.meta).toMatchObject({ current_page: 1, page_size: 50 });
      const page = await tenant.api.get(`/v1/services/${service}/conferencing?page=2&page_size=2`);
      expect([page.data.length, page.body.meta.total_pages]).toEqual([1, 2]);
      expect((await tenant.api.get('/v1/services/srv_ffffffffffff/conferencing')).status).toBe(404);
    });

    it('come for a whole service at once, by the mappings', async () => {
      const service = await tenant.service();
      const [mapped, unmapped, deactivated, inactive] = [
        await tenant.provider({ email: 'a@example.com' }),
        await tenant.provider(),
        await tenant.provider({ email: 'b@example.com' }),
        await tenant.provider({ email: 'c@example.com' }),
      ];
      await tenant.zoomUsers([
        { id: 'zoom-a', email: 'a@example.com' },
        { id: 'zoom-b', email: 'b@example.com' },
        { id: 'zoom-c', email: 'c@example.com', status: 'inactive' },
      ]);
      for (const provider of [mapped, unmapped, deactivated, inactive]) await tenant.pair(service, provider);
      await tenant.sync(connection.path);
      await tenant.api.put(`/v1/providers/${deactivated}`, {
        display_name: 'X',
        email: 'b@example.com',
        active: false,
      });
      const path = `/v1/services/${service}/conferencing`;
      const body = { connected_account_id: connection.id };
      const preview = expectStatus(await tenant.api.put(path, { ...body, dry_run: true }), 200);
      type Skipped = { provider_id: string; reason: string };
      const sorted = (list: Skipped[]) => list.toSorted((a, b) => a.provider_id.localeCompare(b.provider_id));
      const host = expect.objectContaining({ object: 'external_user', email: 'a@example.com' });
      expect(preview.data.configured).toEqual([{ provider_id: mapped, change: 'assigned', from: null, to: host }]);
      expect(sorted(preview.data.skipped)).toMatchObject(
        sorted([
          { provider_id: unmapped, reason: 'no_user_mapping' },
          { provider_id: deactivated, reason: 'provider_deactivated' },
          { provider_id: inactive, reason: 'host_not_active' },
        ]),
      );
      const conferencing = `/v1/services/${service}/providers/${mapped}/conferencing`;
      expect((await tenant.api.get(conferencing)).status).toBe(404);
      const done = expectStatus(await tenant.api.put(path, body), 200);
      expect(done.data).toEqual({ ...preview.data, batch_id: expect.stringMatching(/^bat_[0-9a-f]{12}$/) });
      expect(preview.data.batch_id).toBeNull();
      const assigned = await tenant.api.get(conferencing);
      expect([assigned.headers.get('etag'), assigned.data.external_user.email]).toEqual(['"1"', 'a@example.com']);
      expect((await tenant.api.get(`${conferencing}/explain`)).data.resolved_by).toBe('bulk');
      const again = await tenant.api.put(path, body);
      expect(again.data.configured).toEqual([{ provider_id: mapped, change: 'none', from: host, to: host }]);
      expect(again.data.batch_id).toBeNull();
      expect((await tenant.api.get(conferencing)).headers.get('etag')).toBe('"1"');
      expect((await tenant.api.put('/v1/services/srv_ffffffffffff/conferencing', body)).status).toBe(404);
      expect((await tenant.api.put('/v1/services/srv_ffffffffffff/conferencing', {})).status).toBe(404);
      expect((await tenant.api.put(path, {})).pointers).toEqual(['/connected_account_id']);
      const odd = { ...body, only: 'some', provider_ids: [] };
      expect((await tenant.api.put(path, odd)).pointers.toSorted()).toEqual(['/only', '/provider_ids']);
    });

    it('are empty again when a provider is active again', async () => {
      const pair = await tenant.assigned(connection.id, idOf('a@example.com'));
      const provider = (active: boolean) =>
        tenant.api.put(`/v1/providers/${pair.providerId}`, { display_name: 'Dr. Smith', active });
      await provider(false);
      await provider(false);
      await provider(true);
      expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
      const { data } = await tenant.api.get(`${pair.conferencing}/explain`);
      expect(data).toMatchObject({ host_state: 'unassigned', version: 2, resolved_by: null });
    });

    it('are empty again when a pair comes back, and its version goes on', async () => {
      const pair = await tenant.assigned(connection.id, idOf('a@example.com'));
      await tenant.api.delete(pair.path);
      await tenant.api.put(pair.path);
      expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
      const { data } = await tenant.api.get(`${pair.conferencing}/explain`);
      expect(data).toMatchObject({ host_state: 'unassigned', version: 2 });
      const body = { connected_account_id: connection.id, email: 'a@example.com' };
      expect((await tenant.api.put(pair.conferencing, body)).headers.get('etag')).toBe('"3"');
    });
  });
}
