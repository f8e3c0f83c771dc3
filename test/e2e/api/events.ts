import type { Connection, Pair, Tenant } from './tenant.js';
import type { UpdatedRecords } from './updated-records.js';
import type { World } from './world.js';

export function events(world: World, records: UpdatedRecords): void {
  describe('events', () => {
    let tenant: Tenant;
    let connection: Connection;

    beforeEach(async () => {
      tenant = await world.tenant();
      connection = await tenant.connected([
        { id: 'zoom-a', email: 'a@example.com', first_name: 'Ann' },
        { id: 'zoom-b', email: 'b@example.com' },
      ]);
    });

    const host = (email: string) => ({
      connected_account_id: connection.id,
      external_user_id: connection.users[email].id,
    });
    const assigned = (email = 'a@example.com', service?: string) =>
      tenant.assigned(connection.id, connection.users[email].id, service);
    const resource = async (pair: Pair) => (await tenant.api.get(pair.conferencing)).data;

    it('are CloudEvents in binary mode with state before and after', async () => {
      const pair = await tenant.pair();
      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      await tenant.api.put(pair.conferencing, host('a@example.com'), { traceparent });
      const [record] = await records.upTo(pair.key, 1);
      expect(record!.event).toEqual({
        id: expect.stringMatching(/^evt_[0-9a-f]{12}$/),
        type: 'conferencing.updated',
        account_id: tenant.accountId,
        service_id: pair.serviceId,
        provider_id: pair.providerId,
        version: 1,
        occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
        change: 'assigned',
        reason: null,
        actor: tenant.actor,
        host_state: 'ready',
        data: await resource(pair),
        previous: null,
        batch_id: null,
      });
      expect(record!.headers).toMatchObject({
        ce_specversion: '1.0',
        ce_id: record!.event.id,
        ce_source: '/conferencing',
        ce_type: 'conferencing.updated.v1',
        ce_time: record!.event.occurred_at,
        ce_subject: pair.key,
        ce_sequence: '00000000000000000001',
        ce_partitionkey: pair.key,
        ce_dataschema: expect.any(String),
        'content-type': 'application/json',
      });
      expect(record!.headers.traceparent).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
    });

    it('report each change once, in the order of versions', async () => {
      const pair = await assigned();
      const first = await resource(pair);
      await tenant.api.put(pair.conferencing, host('a@example.com'));
      await tenant.api.put(pair.conferencing, host('b@example.com'));
      const second = await resource(pair);
      await tenant.api.delete(pair.conferencing);
      await tenant.api.put(pair.conferencing, host('b@example.com'));
      const reported = (await records.upTo(pair.key, 4)).map(({ event }) => event);
      expect(reported.map(({ version, change, reason }) => [version, change, reason])).toEqual([
        [1, 'assigned', null],
        [2, 'reassigned', null],
        [3, 'cleared', null],
        [4, 'assigned', null],
      ]);
      expect(reported[1]).toMatchObject({ previous: first, data: second });
      expect(reported[2]).toMatchObject({ previous: second, data: null, host_state: 'unassigned' });
      expect(reported[3].previous).toBeNull();
    });

    it('refresh every pair whose content changed, and no other', async () => {
      const [one, two, other] = [await assigned(), await assigned(), await assigned('b@example.com')];
      await tenant.sync(connection.path);
      await tenant.zoomUsers([
        { id: 'zoom-a', email: 'a@example.com', first_name: 'Anna' },
        { id: 'zoom-b', email: 'b@example.com' },
      ]);
      await tenant.sync(connection.path);
      for (const pair of [one, two]) {
        const event = await records.version(pair.key, 2);
        expect(event).toMatchObject({
          change: 'refreshed',
          actor: 'system:sync',
          host_state: 'ready',
          data: { external_user: { first_name: 'Anna' } },
          previous: { external_user: { first_name: 'Ann' } },
        });
        expect(event.data).toEqual(await resource(pair));
        expect(event.reason).toMatch(/^[a-z_]+$/);
      }
      await tenant.api.patch(connection.path, { display_name: 'Clinic' });
      const renamed = await records.version(other.key, 2);
      expect(renamed).toMatchObject({
        change: 'refreshed',
        data: { connected_account: { display_name: 'Clinic' } },
      });
    });

    it('say that a connection broke and came back', async () => {
      const pair = await assigned();
      await tenant.fault('revoked');
      await tenant.api.post(`${connection.path}/external_users/sync`);
      expect(await records.version(pair.key, 2)).toMatchObject({
        change: 'refreshed',
        host_state: 'account_reconnect_required',
        data: { connected_account: { status: 'reconnect_required' } },
        previous: { connected_account: { status: 'active' } },
      });
      await tenant.noFaults();
      await tenant.sync(connection.path);
      expect(await records.version(pair.key, 3)).toMatchObject({ change: 'refreshed', host_state: 'ready' });
    });

    it('say that a host was removed, and keep their name', async () => {
      const pair = await assigned();
      await tenant.zoomUsers([]);
      await tenant.sync(connection.path);
      expect(await records.version(pair.key, 2)).toMatchObject({
        change: 'refreshed',
        host_state: 'host_removed',
        data: { external_user: { id: connection.users['a@example.com'].id, status: null } },
      });
    });

    it('clear a pair whose connection is deleted or whose provider is deactivated, without a tombstone', async () => {
      const gone = await assigned();
      const away = await assigned();
      await tenant.api.put(`/v1/providers/${away.providerId}`, { display_name: 'X', active: false });
      expect(await records.version(away.key, 2)).toMatchObject({ change: 'cleared', reason: 'provider_deactivated' });
      await tenant.api.delete(connection.path);
      expect(await records.version(gone.key, 2)).toMatchObject({
        change: 'cleared',
        reason: 'connected_account_deleted',
        host_state: 'unassigned',
        data: null,
        actor: tenant.actor,
      });
      const marker = await tenant.pair();
      expect(records.of(marker.key)).toEqual([]);
      expect([gone, away].flatMap(({ key }) => records.of(key)).every(({ event }) => event !== null)).toBe(true);
    });

    it('end with a tombstone when a pair leaves the catalog, and go on when it comes back', async () => {
      const pair = await assigned();
      await tenant.api.delete(pair.path);
      const [, cleared, tombstone] = await records.upTo(pair.key, 3);
      expect(cleared!.event).toMatchObject({ version: 2, change: 'cleared', reason: 'service_provider_unassigned' });
      expect(tombstone!.event).toBeNull();
      expect(tombstone!.headers).toMatchObject({
        ce_specversion: '1.0',
        ce_sequence: '00000000000000000002',
        ce_subject: pair.key,
        ce_id: expect.stringMatching(/^evt_/),
      });
      expect(tombstone!.headers.ce_id).not.toBe(cleared!.event.id);
      await tenant.api.put(pair.path);
      await tenant.api.put(pair.conferencing, host('a@example.com'));
      expect(await records.version(pair.key, 3)).toMatchObject({ change: 'assigned', previous: null });
    });

    it('include no tombstone for a key that was never published, and one for a cleared pair', async () => {
      const [silent, cleared] = [await tenant.pair(), await assigned()];
      await tenant.api.delete(cleared.conferencing);
      await tenant.api.delete(silent.path);
      await tenant.api.delete(cleared.path);
      const reported = await records.upTo(cleared.key, 3);
      expect(reported.map(({ event }) => event?.change ?? null)).toEqual(['assigned', 'cleared', null]);
      expect(records.of(silent.key)).toEqual([]);
    });

    it('come for every pair of a bulk assignment', async () => {
      const service = await tenant.service();
      const providers = await Promise.all([1, 2, 3].map(() => tenant.provider()));
      for (const provider of providers) {
        await tenant.pair(service, provider);
        await tenant.api.put(`${connection.path}/user_mappings/${provider}`, { email: 'a@example.com' });
      }
      await tenant.api.put(`/v1/services/${service}/conferencing`, { connected_account_id: connection.id });
      for (const provider of providers) {
        expect(await records.version(`${service}/${provider}`, 1)).toMatchObject({ change: 'assigned' });
      }
    });

    it('name the platform as their actor', async () => {
      const pair = await tenant.pair();
      await world.platform.put(pair.conferencing, host('a@example.com'), { 'x-account-id': tenant.accountId });
      expect(await records.version(pair.key, 1)).toMatchObject({ actor: 'platform' });
    });
  });
}
