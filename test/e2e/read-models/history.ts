import { eventually } from '@conferencing/testing';
import type { Caller } from '../api/caller.js';
import type { Pair } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from './staff.js';

export function historyQueries(world: WorldWithBroker): void {
  describe('the history of a pair', () => {
    let staff: Staff;
    let ask: Caller;
    let pair: Pair;

    beforeAll(async () => {
      staff = await staffOf(await world.tenant());
      ask = world.queries(staff.tenant);
      [pair] = (await pairsOf(staff.tenant, 1, 1)) as [Pair];
    });

    const newest = (version: number) =>
      eventually(async () => {
        const { data } = await ask.get(`${pair.conferencing}/history`);
        return data[0]?.version === version && data;
      });

    it('shows every change, newest first: what, why, by whom, from what to what', async () => {
      const { api, actor } = staff.tenant;
      await assign(staff, pair, staff.anna);
      const first = (await api.get(pair.conferencing)).data;
      await assign(staff, pair, staff.ben);
      const second = (await api.get(pair.conferencing)).data;
      await staff.tenant.zoomUsers([
        { id: 'u-anna', email: 'anna@example.com', first_name: 'Anna', last_name: 'Able' },
        { id: 'u-ben', email: 'ben@example.com', first_name: 'Benjamin', last_name: 'Baker' },
      ]);
      await staff.tenant.sync(staff.connection.path);
      const third = (await api.get(pair.conferencing)).data;
      await api.delete(pair.conferencing);
      const entries = await newest(4);
      expect(entries).toEqual([
        expect.objectContaining({ version: 4, change: 'cleared', reason: null, actor, from: third, to: null }),
        expect.objectContaining({ version: 3, change: 'refreshed', actor: 'system:sync', from: second, to: third }),
        expect.objectContaining({ version: 2, change: 'reassigned', actor, from: first, to: second }),
        expect.objectContaining({ version: 1, change: 'assigned', reason: null, actor, from: null, to: first }),
      ]);
      expect(third.external_user.first_name).toBe('Benjamin');
    });

    it('names the reason when the catalog removed the pair', async () => {
      await assign(staff, pair, staff.anna);
      expect((await staff.tenant.api.delete(pair.path)).status).toBe(204);
      const [entry] = await newest(6);
      expect(entry).toMatchObject({ change: 'cleared', reason: 'service_provider_unassigned', to: null });
      expect(entry.from.external_user.id).toBe(staff.anna);
    });

    it('comes in pages', async () => {
      const pages = await Promise.all(
        [1, 2, 3].map((page) => ask.get(`${pair.conferencing}/history?page=${page}&page_size=2`)),
      );
      const versions = pages.map(({ data }) => data.map(({ version }: { version: number }) => version));
      expect(versions).toEqual([
        [6, 5],
        [4, 3],
        [2, 1],
      ]);
      expect(pages[0]?.body.meta).toMatchObject({ current_page: 1, page_size: 2, total_count: 6, total_pages: 3 });
      expect((await ask.get(`${pair.conferencing}/history?page_size=201`)).status).toBe(422);
    });
  });
}
