import { eventually } from '@conferencing/testing';
import type { Caller, Json } from '../api/caller.js';
import type { Pair } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from './staff.js';

type Item = Record<string, Json>;

export function listQueries(world: WorldWithBroker): void {
  describe('lists', () => {
    let staff: Staff;
    let ask: Caller;
    let pairs: Pair[];
    let all: Item[];

    beforeAll(async () => {
      staff = await staffOf(await world.tenant());
      ask = world.queries(staff.tenant);
      pairs = await pairsOf(staff.tenant, 2, 4);
      const { anna, ben, carl } = staff;
      const hosts = [anna, ben, anna, carl, ben, anna, anna];
      await Promise.all(hosts.map((host, n) => assign(staff, pairs[n] as Pair, host)));
      all = await eventually(async () => {
        const { data } = await ask.get('/v1/conferencing');
        return data.length === hosts.length && data;
      });
    });

    const where = (condition: (item: Item) => boolean) => all.filter(condition);

    it('have every assigned pair, each as the query of the pair answers it', async () => {
      for (const item of all) {
        const { service_id, provider_id } = item.data;
        const single = await ask.get(`/v1/services/${service_id}/providers/${provider_id}/conferencing`);
        expect(single.body).toEqual(item);
      }
      const unassigned = pairs.at(-1);
      expect(
        all.some(
          ({ data }) => data.provider_id === unassigned?.providerId && data.service_id === unassigned?.serviceId,
        ),
      ).toBe(false);
    });

    it('can be filtered by each condition, alone and together', async () => {
      const { serviceId, providerId } = pairs[0] as Pair;
      const filters: [string, Item[]][] = [
        [`service_id=${serviceId}`, where(({ data }) => data.service_id === serviceId)],
        [`provider_id=${providerId}`, where(({ data }) => data.provider_id === providerId)],
        [`connected_account_id=${staff.connection.id}`, all],
        ['connected_account_id=cact_ffffffffffff', []],
        [`external_user_id=${staff.anna}`, where(({ data }) => data.external_user.id === staff.anna)],
        ['host_state=ready', where(({ host_state }) => host_state === 'ready')],
        ['host_state=host_inactive', where(({ host_state }) => host_state === 'host_inactive')],
        [
          `service_id=${serviceId}&external_user_id=${staff.ben}&host_state=ready`,
          where(({ data }) => data.service_id === serviceId && data.external_user.id === staff.ben),
        ],
      ];
      for (const [query, expected] of filters) {
        const { status, data, body } = await ask.get(`/v1/conferencing?${query}`);
        expect([query, status, data]).toEqual([query, 200, expected]);
        expect(body.meta.total_count).toBe(expected.length);
      }
      expect(where(({ host_state }) => host_state === 'host_inactive')).toHaveLength(1);
    });

    it('come in pages, in a stable order', async () => {
      const pages = await Promise.all([1, 2, 3].map((page) => ask.get(`/v1/conferencing?page=${page}&page_size=3`)));
      expect(pages.flatMap(({ data }) => data)).toEqual(all);
      expect(pages[1]?.body.meta).toEqual({ current_page: 2, page_size: 3, total_count: 7, total_pages: 3 });
      expect((await ask.get('/v1/conferencing')).body.meta).toMatchObject({ current_page: 1, page_size: 50 });
      const beyond = await ask.get('/v1/conferencing?page=9');
      expect([beyond.status, beyond.data]).toEqual([200, []]);
    });

    it.each([
      'page=0',
      'page_size=0',
      'page_size=201',
      'page=x',
      'service_id=srv_1',
      'provider_id=1',
      'host_state=fine',
      'connected_account_id=cact',
      'external_user_id=exusr',
    ])('refuse ?%s', async (query) => {
      const { status, codes, pointers } = await ask.get(`/v1/conferencing?${query}`);
      expect([status, codes, pointers]).toEqual([422, ['invalid'], [`/${query.split('=')[0]}`]]);
    });

    it('take no NUL character', async () => {
      const { status, codes } = await ask.get('/v1/conferencing?external_user_id=%00');
      expect([status, codes]).toEqual([400, ['malformed_request']]);
    });

    it('name all of the wrong parameters at once', async () => {
      const { status, pointers } = await ask.get('/v1/conferencing?page=0&page_size=201&service_id=1&host_state=x');
      expect([status, pointers.toSorted()]).toEqual([422, ['/host_state', '/page', '/page_size', '/service_id']]);
    });

    it('show who hosts what, with counts', async () => {
      const { data, body } = await ask.get('/v1/hosts');
      expect(body.meta.total_count).toBe(3);
      const byId = Object.fromEntries(data.map((host: Item) => [host.external_user_id, host]));
      for (const id of [staff.anna, staff.ben, staff.carl]) {
        const hosted = where((item) => item.data.external_user.id === id);
        expect(byId[id]).toMatchObject({
          connected_account_id: staff.connection.id,
          external_user: hosted[0]?.data.external_user,
          service_provider_count: hosted.length,
          service_count: new Set(hosted.map((item) => item.data.service_id)).size,
          provider_count: new Set(hosted.map((item) => item.data.provider_id)).size,
          by_host_state: { [id === staff.carl ? 'host_inactive' : 'ready']: hosted.length },
        });
        const single = await ask.get(`/v1/hosts/${id}`);
        expect(single.data).toMatchObject(byId[id]);
        expect(single.data.services).toEqual([...new Set(hosted.map((item) => item.data.service_id))].toSorted());
        expect(single.data.providers).toEqual([...new Set(hosted.map((item) => item.data.provider_id))].toSorted());
      }
      expect((await ask.get('/v1/hosts?page_size=2&page=2')).data).toEqual(data.slice(2));
      expect((await ask.get('/v1/hosts/exusr_ffffffffffff')).status).toBe(404);
      expect((await ask.get('/v1/hosts/nobody')).status).toBe(404);
    });

    it('show what depends on a connection, even when it breaks', async () => {
      const impact = () => ask.get(`/v1/connected_accounts/${staff.connection.id}/impact`);
      const { status, data } = await impact();
      expect([status, data]).toEqual([
        200,
        {
          by_host_state: expect.objectContaining({ ready: 6, host_inactive: 1, account_reconnect_required: 0 }),
          services: [...new Set(pairs.map(({ serviceId }) => serviceId))].toSorted(),
          providers: [...new Set(pairs.map(({ providerId }) => providerId))].toSorted(),
        },
      ]);
      await staff.tenant.fault('revoked');
      expect((await staff.tenant.api.post(`${staff.connection.path}/external_users/sync`)).status).toBe(502);
      const broken = await eventually(async () => {
        const now = (await impact()).data.by_host_state;
        return now.account_reconnect_required === 7 && now;
      });
      expect(broken).toMatchObject({ ready: 0, host_inactive: 0 });
      const attention = await staff.tenant.api.get('/v1/conferencing/attention');
      expect(attention.body.meta.total_count).toBe(7);
      expect((await ask.get('/v1/conferencing?host_state=account_reconnect_required')).data).toHaveLength(7);
    });
  });
}
