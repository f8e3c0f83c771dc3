import { newId } from '@conferencing/kernel';
import { pairOf, type Tenant } from './tenant.js';
import type { World } from './world.js';

export function catalog(world: World): void {
  describe('the catalog over REST', () => {
    let tenant: Tenant;
    let other: Tenant;

    beforeAll(async () => {
      [tenant, other] = [await world.tenant(), await world.tenant()];
    });

    it('creates, replaces and shows services', async () => {
      const id = newId('service');
      const path = `/v1/services/${id}`;
      const created = await tenant.api.put(path, { name: 'Cleaning' });
      expect([created.status, created.data]).toEqual([
        200,
        expect.objectContaining({ id, name: 'Cleaning', object: 'service' }),
      ]);
      expect((await tenant.api.put(path, { name: 'Polishing' })).data.name).toBe('Polishing');
      expect((await tenant.api.get(path)).data).toMatchObject({ id, name: 'Polishing', object: 'service' });
      expect((await tenant.api.put(path, { name: '' })).status).toBe(422);
      expect((await tenant.api.put(path, {})).pointers).toEqual(['/name']);
    });

    it('replaces a provider whole', async () => {
      const id = newId('provider');
      const path = `/v1/providers/${id}`;
      const person = {
        display_name: 'Dr. Jane Smith',
        email: 'jane@example.com',
        first_name: 'Jane',
        last_name: 'Smith',
        time_zone: 'Europe/Berlin',
      };
      const created = await tenant.api.put(path, person);
      expect([created.status, created.data]).toEqual([
        200,
        expect.objectContaining({ id, object: 'provider', active: true, ...person }),
      ]);
      const replaced = await tenant.api.put(path, { display_name: 'Jane', active: false });
      expect(replaced.data).toMatchObject({ display_name: 'Jane', email: null, first_name: null, active: false });
      expect((await tenant.api.get(path)).data).toMatchObject({ email: null, active: false });
      expect((await tenant.api.put(path, { display_name: 'Jane' })).data.active).toBe(true);
    });

    it('assigns a provider to a service and removes the provider', async () => {
      const pair = pairOf(await tenant.service(), await tenant.provider());
      const assigned = await tenant.api.put(pair.path);
      expect([assigned.status, assigned.text]).toEqual([204, '']);
      expect((await tenant.api.put(pair.path)).status).toBe(204);
      const listed = await tenant.api.get(`/v1/services/${pair.serviceId}/providers`);
      expect([listed.status, listed.body.meta.total_count]).toEqual([200, 1]);
      expect((await tenant.api.get(pair.path)).status).toBe(200);
      expect((await tenant.api.delete(pair.path)).status).toBe(204);
      expect((await tenant.api.get(pair.path)).status).toBe(404);
      expect((await tenant.api.delete(pair.path)).status).toBe(404);
    });

    it('takes an empty object where no body is needed', async () => {
      const pair = pairOf(await tenant.service(), await tenant.provider());
      expect((await tenant.api.put(pair.path, {})).status).toBe(204);
    });

    it('takes no other body there', async () => {
      const pair = pairOf(await tenant.service(), await tenant.provider());
      const active = await tenant.api.put(pair.path, { active: true });
      expect([active.status, active.codes, active.pointers]).toEqual([422, ['invalid'], ['/active']]);
      expect((await tenant.api.put(pair.path, [])).status).toBe(422);
      expect((await tenant.api.get(pair.path)).status).toBe(404);
      const { path } = await tenant.connected([]);
      expect((await tenant.api.post(`${path}/external_users/sync`, { full: true })).status).toBe(422);
    });

    it('knows only what exists', async () => {
      const service = await tenant.service();
      const provider = await tenant.provider();
      expect((await tenant.api.put(pairOf('srv_ffffffffffff', provider).path)).status).toBe(404);
      expect((await tenant.api.put(pairOf(service, 'prov_ffffffffffff').path)).status).toBe(404);
      expect((await tenant.api.get('/v1/services/srv_ffffffffffff')).status).toBe(404);
      expect((await tenant.api.get('/v1/providers/prov_ffffffffffff')).status).toBe(404);
      for (const id of ['srv_short', 'service_d025a96ac0c6', 'srv_d025a96ac0c6x', 'srv_d025a96ac0-6']) {
        const { status } = await tenant.api.put(`/v1/services/${id}`, { name: 'X' });
        expect([id, status >= 400 && status < 500]).toEqual([id, true]);
      }
      expect((await tenant.api.put('/v1/services/srv_AbC_0123456z', { name: 'Any word characters' })).status).toBe(200);
    });

    it('shows nothing of another account’s', async () => {
      const pair = await other.pair();
      const { serviceId, providerId, path } = pair;
      const answers = [
        await tenant.api.get(`/v1/services/${serviceId}`),
        await tenant.api.put(`/v1/services/${serviceId}`, { name: 'Mine' }),
        await tenant.api.put(`/v1/services/${serviceId}`, { name: '' }),
        await tenant.api.get(`/v1/providers/${providerId}`),
        await tenant.api.put(`/v1/providers/${providerId}`, { display_name: 'Mine' }),
        await tenant.api.put(`/v1/providers/${providerId}`, {}),
        await tenant.api.get(path),
        await tenant.api.put(path),
        await tenant.api.put(pairOf(await tenant.service(), providerId).path),
        await tenant.api.put(pairOf(serviceId, await tenant.provider()).path),
        await tenant.api.delete(path),
        await tenant.api.get(`${path}/conferencing`),
        await tenant.api.delete(`${path}/conferencing`),
        await tenant.api.get(`${path}/conferencing/explain`),
        await tenant.api.get(`/v1/services/${serviceId}/providers`),
        await tenant.api.get(`/v1/services/${serviceId}/conferencing`),
      ];
      expect(answers.map(({ status, codes }) => [status, ...codes])).toEqual(answers.map(() => [404, 'not_found']));
      expect((await other.api.get(path)).status).toBe(200);
      expect((await other.api.get(`/v1/services/${serviceId}`)).data.name).toBe('Consultation');
    });
  });
}
