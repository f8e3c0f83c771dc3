import { eventually } from '@conferencing/testing';
import type { Pair } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { writeAtRandom } from './random-writes.js';
import { type StreamedEvent, subscribe, type Subscriber } from './sse.js';
import { assign, pairsOf, type Staff, staffOf, versionAtOwner } from './staff.js';

export function stream(world: WorldWithBroker): void {
  describe('the stream of an account', () => {
    let staff: Staff;
    let pairs: Pair[];
    const open = new Set<Subscriber>();

    beforeAll(async () => {
      staff = await staffOf(await world.tenant());
      pairs = await pairsOf(staff.tenant, 2, 3);
    });

    afterEach(() => {
      for (const subscriber of open) subscriber.close();
      open.clear();
    });

    const listen = async (lastEventId?: string, query = '', accountId = staff.tenant.accountId) => {
      const headers = {
        authorization: `Bearer ${world.system.platformToken}`,
        'x-account-id': accountId,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      };
      const url = `${world.system.readModels.url}/v1/conferencing/stream${query}`;
      const subscriber = await subscribe(url, headers);
      open.add(subscriber);
      return subscriber;
    };

    const keyed = ({ data }: StreamedEvent) => `${data.service_id}/${data.provider_id}@${data.version}`;

    it('sends each change as it becomes visible, with the value of its event', async () => {
      const subscriber = await listen();
      expect(subscriber.status).toBe(200);
      expect(subscriber.contentType).toMatch(/^text\/event-stream/);
      const [pair] = pairs as [Pair];
      await assign(staff, pair, staff.anna);
      await assign(staff, pair, staff.ben);
      await staff.tenant.api.delete(pair.conferencing);
      const events = await subscriber.received(3);
      const { accountId: account_id, actor } = staff.tenant;
      const { serviceId: service_id, providerId: provider_id } = pair;
      const common = { type: 'conferencing.updated', account_id, service_id, provider_id, actor, reason: null };
      expect(events.map(({ data }) => data)).toEqual([
        expect.objectContaining({ ...common, version: 1, change: 'assigned', previous: null, host_state: 'ready' }),
        expect.objectContaining({ ...common, version: 2, change: 'reassigned', previous: events[0]?.data.data }),
        expect.objectContaining({ ...common, version: 3, change: 'cleared', data: null, host_state: 'unassigned' }),
      ]);
      for (const { id, data } of events) {
        expect(id).not.toBe('');
        expect(data.id).toMatch(/^evt_\w{12}$/);
      }
      expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    });

    it('sends a change only when queries already show it', async () => {
      const subscriber = await listen();
      const [, pair] = pairs as [Pair, Pair];
      const version = await assign(staff, pair, staff.anna);
      await subscriber.received(1);
      const { body } = await world.queries(staff.tenant).get(pair.conferencing);
      expect(body.version).toBe(version);
    });

    /** The number of changes that the owner has decided on all pairs. */
    const decided = async () =>
      (await Promise.all(pairs.map((pair) => versionAtOwner(staff.tenant, pair)))).reduce((sum, each) => sum + each, 0);

    it('resumes after any event without a gap and without a repetition, however often it breaks', async () => {
      const before = await decided();
      const [witness, beginning] = [await listen(), await listen()];
      const seen: StreamedEvent[] = [];
      const breaking = (async () => {
        let subscriber = beginning;
        for (const quota of [1, 2, 3, 5, 8]) {
          await subscriber.received(quota);
          subscriber.close();
          seen.push(...subscriber.events.slice(0, quota));
          subscriber = await listen(seen.at(-1)?.id);
        }
        return subscriber;
      })();
      await writeAtRandom(staff, pairs, 60, 7);
      // The random writes may leave few changes, so these give enough to interrupt.
      for (let n = 0; n < 20; n++) await assign(staff, pairs[0] as Pair, n % 2 === 0 ? staff.anna : staff.ben);
      const last = await breaking;
      const count = (await decided()) - before;
      await witness.received(count);
      await last.received(count - seen.length);
      const whole = [...seen, ...last.events].map(keyed);
      expect(whole).toHaveLength(count);
      expect(whole.toSorted()).toEqual(witness.events.map(keyed).toSorted());
      for (const { key } of pairs) {
        const versions = whole.filter((each) => each.startsWith(`${key}@`)).map((each) => Number(each.split('@')[1]));
        expect(versions).toEqual(versions.map((_, n) => (versions[0] ?? 0) + n));
      }
    });

    it('repeats from the same id the same events', async () => {
      const subscriber = await listen();
      const [pair] = pairs as [Pair];
      // The first one may be the current host.
      for (const host of [staff.ben, staff.carl, staff.anna, staff.ben]) await assign(staff, pair, host);
      await subscriber.received(3);
      const version = await versionAtOwner(staff.tenant, pair);
      const [first, ...rest] = await eventually(
        () => subscriber.events.at(-1)?.data.version === version && subscriber.events,
      );
      for (let time = 0; time < 2; time++) {
        const again = await listen(first?.id);
        expect((await again.received(rest.length)).map(keyed)).toEqual(rest.map(keyed));
        again.close();
      }
    });

    it('sends nothing of other accounts', async () => {
      const stranger = await world.tenant();
      const theirs = await listen(undefined, '', stranger.accountId);
      const ours = await listen();
      await assign(staff, pairs[0] as Pair, staff.carl);
      const [event] = await ours.received(1);
      expect(theirs.events).toEqual([]);
      const resumed = await listen(event?.id, '', stranger.accountId);
      expect(resumed.events).toEqual([]);
    });

    it('sends only what is asked for', async () => {
      const [one, other] = pairs as [Pair, Pair];
      const subscriber = await listen(undefined, `?provider_id=${other.providerId}`);
      await assign(staff, one, staff.anna);
      for (const host of [staff.ben, staff.carl, staff.anna]) await assign(staff, other, host);
      const events = await subscriber.received(2);
      expect(events.every(({ data }) => data.provider_id === other.providerId)).toBe(true);
      expect((await listen(undefined, '?provider_id=nobody')).status).toBe(422);
    });

    it.each(['nonsense', '-1', '99999999999999999999', 'evt_000000000000'])(
      'refuses an id that it has not given out: %s',
      async (id) => {
        const subscriber = await listen(id);
        await eventually(() => subscriber.ended);
        expect(subscriber.status).toBe(400);
        expect(JSON.parse(subscriber.text).errors[0]).toMatchObject({ status: '400', code: 'malformed_request' });
      },
    );
  });
}
