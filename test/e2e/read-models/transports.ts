import { connect } from 'node:net';
import { once } from 'node:events';
import { type Pattern, PATTERNS } from '@conferencing/contracts';
import type { Caller, Json } from '../api/caller.js';
import type { Pair } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { type Askers, openAskers } from './askers.js';
import { writeAtRandom } from './random-writes.js';
import { assign, pairsOf, type Staff, staffOf, versionAtOwner } from './staff.js';

export function transports(world: WorldWithBroker): void {
  describe('after many writes at random', () => {
    let staff: Staff;
    let http: Caller;
    let pairs: Pair[];
    let askers: Askers;
    let closeAskers: () => Promise<void>;
    /** The owner's answer for each pair with a host, in id order. */
    let owned: Record<string, Json>[];
    let versions: Map<string, number>;

    const key = (of: Record<string, Json>) => `${of.service_id}/${of.provider_id}`;
    const named = ({ serviceId, providerId }: Pair) => ({ service_id: serviceId, provider_id: providerId });

    beforeAll(async () => {
      ({ askers, close: closeAskers } = await openAskers(world));
      staff = await staffOf(await world.tenant());
      http = world.queries(staff.tenant);
      pairs = await pairsOf(staff.tenant, 3, 4);
      await writeAtRandom(staff, pairs, 120, 20_260_501);
      // The random writes may leave few changes, so that some pairs surely have a host and many versions.
      for (const [n, pair] of pairs.slice(0, 4).entries()) {
        for (const host of [staff.anna, staff.ben, n % 2 === 0 ? staff.anna : staff.carl])
          await assign(staff, pair, host);
      }
      const answers = await Promise.all(pairs.map(({ conferencing }) => staff.tenant.api.get(conferencing)));
      owned = answers.flatMap(({ data }) => data ?? []).toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
      versions = new Map(
        await Promise.all(
          pairs.map(async (pair): Promise<[string, number]> => [pair.key, await versionAtOwner(staff.tenant, pair)]),
        ),
      );
      for (const pair of pairs) {
        const version = versions.get(pair.key) as number;
        if (version > 0) await http.get(`${pair.conferencing}?min_version=${version}&wait_ms=5000`);
      }
    });

    afterAll(() => closeAskers?.());

    /** The same query over HTTP and over every other transport, which all have to answer the same. */
    const alike = async (path: string, pattern: Pattern, payload: object) => {
      const answer = await http.get(path);
      for (const [over, ask] of Object.entries(askers)) {
        const { reply, error } = await ask(pattern, { account_id: staff.tenant.accountId, ...payload });
        if (answer.status === 200) expect([over, path, error, reply]).toEqual([over, path, undefined, answer.body]);
        else expect([over, path, error]).toEqual([over, path, expect.objectContaining(answer.body.errors[0])]);
      }
      return answer;
    };

    it('there is something to compare', () => {
      expect(owned.length).toBeGreaterThan(2);
      expect([...versions.values()].reduce((sum, version) => sum + version, 0)).toBeGreaterThan(30);
    });

    it('each pair is as its owner says, over every transport', async () => {
      const ownedByKey = new Map(owned.map((resource) => [key(resource), resource] as const));
      for (const pair of pairs) {
        const { status, body } = await alike(pair.conferencing, PATTERNS.get, named(pair));
        const resource = ownedByKey.get(pair.key);
        expect([pair.key, status]).toEqual([pair.key, resource === undefined ? 404 : 200]);
        if (resource === undefined) continue;
        expect(body).toMatchObject({ data: resource, version: versions.get(pair.key) });
        const explained = (await staff.tenant.api.get(`${pair.conferencing}/explain`)).data;
        expect(body.host_state).toBe(explained.host_state);
      }
    });

    it('the list has what the owner has, nothing else', async () => {
      const { body } = await alike('/v1/conferencing?page_size=200', PATTERNS.list, { page_size: 200 });
      expect(body.data.map((item: { data: object }) => item.data)).toEqual(owned);
      await alike('/v1/conferencing?page=2&page_size=2', PATTERNS.list, { page: 2, page_size: 2 });
      await alike('/v1/conferencing?host_state=ready', PATTERNS.list, { host_state: 'ready' });
      const [first] = pairs as [Pair];
      await alike(`/v1/conferencing?service_id=${first.serviceId}`, PATTERNS.list, { service_id: first.serviceId });
    });

    it('the hosts have what the owner gave them', async () => {
      await alike('/v1/hosts', PATTERNS.hosts, {});
      for (const host of [staff.anna, staff.ben, staff.carl]) {
        const hosted = owned.filter(({ external_user }) => external_user.id === host);
        const { status, data } = await alike(`/v1/hosts/${host}`, PATTERNS.hosts, { external_user_id: host });
        expect([status, data?.service_provider_count ?? 0]).toEqual([hosted.length > 0 ? 200 : 404, hosted.length]);
        if (hosted.length > 0) expect(data.external_user).toEqual(hosted[0]?.external_user);
      }
    });

    it('the impact counts what the owner has', async () => {
      const { id } = staff.connection;
      const { data } = await alike(`/v1/connected_accounts/${id}/impact`, PATTERNS.impact, {
        connected_account_id: id,
      });
      const counted = Object.values<number>(data.by_host_state).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(owned.length);
      expect(data.services).toEqual([...new Set(owned.map(({ service_id }) => service_id))].toSorted());
      expect(data.providers).toEqual([...new Set(owned.map(({ provider_id }) => provider_id))].toSorted());
    });

    it('each history has every version once and ends with what the owner says', async () => {
      const ownedByKey = new Map(owned.map((resource) => [key(resource), resource] as const));
      for (const pair of pairs) {
        const path = `${pair.conferencing}/history?page_size=200`;
        const { data } = await alike(path, PATTERNS.history, { ...named(pair), page_size: 200 });
        const last = versions.get(pair.key) as number;
        expect(data.map(({ version }: { version: number }) => version)).toEqual(
          Array.from({ length: last }, (_, n) => last - n),
        );
        expect(data[0]?.to ?? null).toEqual(ownedByKey.get(pair.key) ?? null);
        for (const [n, entry] of data.entries()) expect(entry.from).toEqual(data[n + 1]?.to ?? null);
      }
    });

    it('the changes of the account are those of all histories, page by page and for a condition', async () => {
      const total = [...versions.values()].reduce((sum, version) => sum + version, 0);
      const seen: string[] = [];
      for (let page = 1; seen.length < total; page += 1) {
        const path = `/v1/conferencing/changes?page=${page}&page_size=100`;
        const { data, body } = await alike(path, PATTERNS.changes, { page, page_size: 100 });
        expect([body.meta.total_count, data.length > 0]).toEqual([total, true]);
        seen.push(...data.map((entry: Json) => `${key(entry)}/${entry.version}`));
      }
      const all = [...versions].flatMap(([pair, last]) => Array.from({ length: last }, (_, n) => `${pair}/${n + 1}`));
      expect(seen.toSorted()).toEqual(all.toSorted());
      const { data } = await alike('/v1/conferencing/changes?change=cleared', PATTERNS.changes, { change: 'cleared' });
      expect(data.length).toBeGreaterThan(0);
      expect(data.every((entry: Json) => entry.to === null && entry.change === 'cleared')).toBe(true);
    });

    it('errors are as over HTTP', async () => {
      const nobody = { service_id: 'srv_ffffffffffff', provider_id: 'prov_ffffffffffff' };
      const path = '/v1/services/srv_ffffffffffff/providers/prov_ffffffffffff/conferencing';
      const late = { min_version: 9, wait_ms: 50 };
      expect((await alike(path, PATTERNS.get, nobody)).status).toBe(404);
      expect((await alike(`${path}?min_version=9&wait_ms=50`, PATTERNS.get, { ...nobody, ...late })).status).toBe(409);
      expect((await alike('/v1/conferencing?page=0', PATTERNS.list, { page: 0 })).status).toBe(422);
    });

    it.each(Object.values(PATTERNS))('%s refuses a payload that names no account', async (pattern) => {
      for (const over of ['tcp', 'kafka'] as const) {
        for (const payload of [{}, { account_id: 'acct_1' }, { account_id: null }, []]) {
          const { error } = await askers[over](pattern, payload);
          expect([over, error]).toEqual([
            over,
            expect.objectContaining({
              status: expect.stringMatching(/^4\d\d$/),
              code: expect.any(String),
              detail: expect.any(String),
            }),
          ]);
        }
      }
    });

    it('another account sees nothing over any transport', async () => {
      const { accountId } = await world.tenant();
      for (const ask of Object.values(askers)) {
        const got = await ask(PATTERNS.get, { account_id: accountId, ...named(pairs[0] as Pair) });
        expect(got.error).toMatchObject({ status: '404', code: 'not_found' });
        expect((await ask(PATTERNS.list, { account_id: accountId })).reply.data).toEqual([]);
      }
    });

    it('garbage on the TCP port costs its own connection only', async () => {
      for (const garbage of ['GET / HTTP/1.1\r\n\r\n', '5#{"a":', '99999999999#x', '2#{}', '\0\0\0']) {
        const socket = connect(world.system.readModels.tcpPort, '127.0.0.1').on('error', () => undefined);
        await once(socket, 'connect');
        socket.end(garbage);
        await once(socket, 'close');
      }
      const { error } = await askers.tcp('conferencing.unknown' as Pattern, { account_id: staff.tenant.accountId });
      expect(error).toBeDefined();
      expect((await askers.tcp(PATTERNS.list, { account_id: staff.tenant.accountId })).reply.data).toHaveLength(
        owned.length,
      );
    });
  });
}
