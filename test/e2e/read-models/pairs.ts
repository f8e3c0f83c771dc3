import type { Caller } from '../api/caller.js';
import type { Pair, Tenant } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf, versionOf } from './staff.js';

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function pairQueries(world: WorldWithBroker): void {
  describe('a pair', () => {
    let staff: Staff;
    let tenant: Tenant;
    let ask: Caller;
    let pair: Pair;
    let never: Pair;

    beforeAll(async () => {
      staff = await staffOf(await world.tenant());
      tenant = staff.tenant;
      ask = world.queries(tenant);
      [pair, never] = (await pairsOf(tenant, 1, 2)) as [Pair, Pair];
    });

    const from = (version: number, waitMs = 5_000) => `?min_version=${version}&wait_ms=${waitMs}`;

    it('answers what the owner says, with version, state and time', async () => {
      const version = await assign(staff, pair, staff.anna);
      const own = await tenant.api.get(pair.conferencing);
      const { status, body } = await ask.get(`${pair.conferencing}${from(version)}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ data: own.data, version, host_state: 'ready', updated_at: expect.any(String) });
      expect(body.data).toEqual(own.data);
      expect(body.updated_at).toMatch(UTC);
      expect((await ask.get(pair.conferencing)).body).toEqual(body);
    });

    it('shows each later version at the first query for it', async () => {
      for (const host of [staff.ben, staff.carl, staff.anna]) {
        const version = await assign(staff, pair, host);
        const { body } = await ask.get(`${pair.conferencing}${from(version)}`);
        expect([body.version, body.data.external_user.id]).toEqual([version, host]);
        expect(body.host_state).toBe(host === staff.carl ? 'host_inactive' : 'ready');
      }
    });

    it('waits for a version that is still to come', async () => {
      const next = versionOf((await tenant.api.get(pair.conferencing)).headers) + 1;
      const waiting = ask.get(`${pair.conferencing}${from(next)}`);
      expect(await assign(staff, pair, staff.ben)).toBe(next);
      const { status, body } = await waiting;
      expect([status, body.version, body.data.external_user.id]).toEqual([200, next, staff.ben]);
    });

    it('answers 409 when the version has not come in time, whether or not the pair ever had a host', async () => {
      for (const { conferencing } of [pair, never]) {
        const startedAt = performance.now();
        const { status, codes, body } = await ask.get(`${conferencing}${from(1_000, 300)}`);
        expect([status, codes]).toEqual([409, ['not_yet_visible']]);
        expect(body.errors[0].status).toBe('409');
        expect(performance.now() - startedAt).toBeGreaterThanOrEqual(290);
      }
    });

    it('waits no longer than the caller allows: not at all with 0', async () => {
      expect((await ask.get(`${pair.conferencing}${from(1_000, 0)}`)).status).toBe(409);
      expect((await ask.get(`${pair.conferencing}${from(1, 0)}`)).status).toBe(200);
    });

    it.each(['min_version=0', 'min_version=x', 'min_version=1&wait_ms=5001', 'min_version=1&wait_ms=-1'])(
      'refuses ?%s',
      async (query) => {
        const { status, codes, pointers } = await ask.get(`${pair.conferencing}?${query}`);
        expect([status, codes]).toEqual([422, ['invalid']]);
        expect(pointers).toEqual([query.includes('wait_ms') ? '/wait_ms' : '/min_version']);
      },
    );

    it('does not exist while it has no host, from the version of the clearing on', async () => {
      expect((await ask.get(never.conferencing)).codes).toEqual(['not_found']);
      const version = await assign(staff, never, staff.anna);
      expect((await tenant.api.delete(never.conferencing)).status).toBe(204);
      const { status, codes } = await ask.get(`${never.conferencing}${from(version + 1)}`);
      expect([status, codes]).toEqual([404, ['not_found']]);
    });

    it('does not exist for other accounts', async () => {
      const stranger = world.queries(await world.tenant());
      for (const path of [pair.conferencing, `${pair.conferencing}${from(1, 100)}`]) {
        expect([404, 409]).toContain((await stranger.get(path)).status);
      }
      expect((await stranger.get(pair.conferencing)).status).toBe(404);
      expect((await stranger.get(`${pair.conferencing}/history`)).data ?? []).toEqual([]);
      expect((await stranger.get(`/v1/hosts/${staff.anna}`)).status).toBe(404);
      const impact = await stranger.get(`/v1/connected_accounts/${staff.connection.id}/impact`);
      expect(impact.data?.services ?? []).toEqual([]);
      expect((await stranger.get('/v1/conferencing')).data).toEqual([]);
      expect((await stranger.get('/v1/hosts')).data).toEqual([]);
    });

    it('is gone when the pair leaves the catalog, and starts anew with the next version when it comes back', async () => {
      const version = await assign(staff, pair, staff.ben).then(() => assign(staff, pair, staff.anna));
      expect((await tenant.api.delete(pair.path)).status).toBe(204);
      expect((await ask.get(`${pair.conferencing}${from(version + 1)}`)).status).toBe(404);
      expect((await tenant.api.put(pair.path)).status).toBe(204);
      expect((await ask.get(pair.conferencing)).status).toBe(404);
      expect(await assign(staff, pair, staff.ben)).toBe(version + 2);
      const { body } = await ask.get(`${pair.conferencing}${from(version + 2)}`);
      expect(body).toMatchObject({ version: version + 2, data: { external_user: { id: staff.ben } } });
    });
  });
}
