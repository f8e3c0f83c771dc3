import { newId } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import type { Tenant } from './tenant.js';
import type { World } from './world.js';

const times = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)));

export function races(world: World): void {
  describe('many callers at once', () => {
    let tenant: Tenant;

    beforeEach(async () => {
      tenant = await world.tenant();
    });

    it('all assign the same pair, and each change counts once', async () => {
      const emails = Array.from({ length: 8 }, (_, n) => `host-${n}@example.com`);
      const { id, users } = await tenant.connected(emails.map((email) => ({ email })));
      const pair = await tenant.pair();
      const answers = await times(150, (n) =>
        tenant.api.put(pair.conferencing, {
          connected_account_id: id,
          external_user_id: users[emails[n % emails.length]!].id,
        }),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      const versions = answers.map(({ headers }) => Number(headers.get('etag')?.slice(1, -1)));
      const last = await tenant.api.get(pair.conferencing);
      expect(last.headers.get('etag')).toBe(`"${Math.max(...versions)}"`);
      expect(new Set(versions).size).toBe(Math.max(...versions));
    });

    it('sync the same connection: callers that arrive during a sync share the next one', async () => {
      const { path } = await tenant.connected([{ email: 'a@example.com' }]);
      const before = await tenant.listings();
      // The first sync's second listing takes long enough for all others to arrive, and less than the limit of one
      // attempt.
      await tenant.fault('slow', { count: 1, delay_ms: 0 });
      await tenant.fault('slow', { count: 1, delay_ms: 5_000 });
      const sync = () => tenant.api.post(`${path}/external_users/sync`);
      const first = sync();
      await eventually(async () => (await tenant.listings()) > before);
      const answers = await Promise.all([first, ...Array.from({ length: 9 }, sync)]);
      expect(answers.map(({ status, data }) => [status, data.length])).toEqual(answers.map(() => [200, 1]));
      expect((await tenant.listings()) - before).toBe(6);
    });

    it('connect the same Zoom account', async () => {
      await tenant.zoomUsers([{ email: 'a@example.com' }]);
      const answers = await times(6, () => tenant.api.post('/v1/connected_accounts', tenant.connection));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
      expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
    });

    it('put the same service, provider and pair', async () => {
      const [service, provider] = [newId('service'), newId('provider')];
      const services = await times(8, () => tenant.api.put(`/v1/services/${service}`, { name: 'X' }));
      const providers = await times(8, () => tenant.api.put(`/v1/providers/${provider}`, { display_name: 'X' }));
      const pairs = await times(8, () => tenant.api.put(`/v1/services/${service}/providers/${provider}`));
      expect([...services, ...providers].every(({ status }) => status === 200)).toBe(true);
      expect(pairs.every(({ status }) => status === 204)).toBe(true);
    });

    it('assign while the provider is deactivated: the pair has no host in the end', async () => {
      const { id, users } = await tenant.connected([{ email: 'a@example.com' }]);
      const body = { connected_account_id: id, external_user_id: users['a@example.com'].id };
      const pairs = await times(8, () => tenant.pair());
      await Promise.all(
        pairs.flatMap(({ providerId, conferencing }) => [
          tenant.api.put(conferencing, body),
          tenant.api.put(`/v1/providers/${providerId}`, { display_name: 'X', active: false }),
        ]),
      );
      for (const pair of pairs) expect(await tenant.hostState(pair)).toBe('unassigned');
    });
  });
}
