import { conferencing } from '../api/client.js';
import { Fault } from '../api/fault.js';
import type { Pair } from '../api/types.js';
import { bulkByMapping } from './service-writes.js';

const pair = (service: string, provider: string) =>
  ({ service: { id: service }, provider: { id: provider }, conferencing: null }) as unknown as Pair;

/** The second service can't be written. */
function refuseTheSecond(batch_id: string | null) {
  const put = jest.spyOn(conferencing, 'PUT') as unknown as jest.SpyInstance<Promise<unknown>, [string, Call]>;
  put.mockImplementation(async (_path, { params, body }) => {
    if (params.path.service_id === 'srv_2')
      throw new Fault(503, [{ code: 'unavailable', detail: 'Not now.' }], 'req-1');
    const configured = body.provider_ids.map((provider_id) => ({
      provider_id,
      change: 'assigned',
      from: null,
      to: null,
    }));
    return { data: { data: { configured, skipped: [], batch_id } }, response: new Response() };
  });
}

interface Call {
  params: { path: { service_id: string } };
  body: { provider_ids: string[] };
}

describe('an assignment of several services by their mappings', () => {
  const pairs = [pair('srv_1', 'prov_1'), pair('srv_2', 'prov_2'), pair('srv_2', 'prov_3')];
  afterEach(() => jest.restoreAllMocks());

  it('tells what was done, with the way to undo it, and what was not', async () => {
    refuseTheSecond('bat_1');
    const { configured, failed, batches } = await bulkByMapping('cact_1', pairs, false);
    expect(configured.map(({ provider_id }) => provider_id)).toEqual(['prov_1']);
    expect(failed.map(({ provider_id, fault }) => [provider_id, fault.status])).toEqual([
      ['prov_2', 503],
      ['prov_3', 503],
    ]);
    expect(batches).toEqual(['bat_1']);
  });

  it('has no preview in parts', async () => {
    refuseTheSecond(null);
    await expect(bulkByMapping('cact_1', pairs, true)).rejects.toThrow('Not now.');
  });
});
