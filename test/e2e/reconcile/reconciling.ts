import { newId } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import { produceWithJava } from '../../../libs/messaging/test/foreign-producer.js';
import { type Pair, pairOf } from '../api/tenant.js';
import { again } from '../ops/topic.js';
import type { WorldWithBroker } from '../own-broker.js';
import { versionAtOwner } from '../read-models/staff.js';
import { ReconcileStage } from './stage.js';

type Seven = [Pair, Pair, Pair, Pair, Pair, Pair, Pair];

/** What an operator meets most: differences that the repair ends, and what it may not end by itself. */
export function reconciling(world: WorldWithBroker): void {
  describe('reconcile', () => {
    let stage: ReconcileStage;

    beforeAll(async () => {
      stage = await ReconcileStage.open(world);
    });
    afterAll(() => stage?.close());

    it('finds nothing where nothing is wrong', async () => {
      const { cli, pairs } = stage;
      const { code, body } = await cli.json('reconcile');
      expect(body).toMatchObject({ divergences: [], counts: {}, pending: 0, repaired: 0 });
      expect(body.keys).toBeGreaterThanOrEqual(pairs.length);
      expect(code).toBe(0);
    });

    it('finds and repairs what is stale, deleted, unreadable, invented or lost, in the topic and in the read model', async () => {
      const { cli, staff, topic, pairs, visible, versionsOf, inReadModels, asIf } = stage;
      const [stale, deleted, unreadable, lost, forged, ahead, spoilt] = pairs as Seven;
      const records = await Promise.all([stale, deleted, unreadable].map(({ key }) => topic.of(key)));
      const [first, former, last] = [records[0]?.[0], records[1]?.[0], records[2]?.at(-1)];
      const { 'content-type': _type, ...headers } = again(former!).headers ?? {};
      await topic.send(
        again(first!),
        { ...again(former!), value: null, headers },
        { ...again(last!), value: '{"half":' },
        await asIf(forged, {}),
        await asIf(ahead, { version: 9 }),
      );
      await eventually(async () => (await world.queries(staff.tenant).get(ahead.conferencing)).body.version === 9);
      await inReadModels('DELETE FROM projection.conferencing_current WHERE provider_id = $1', lost.providerId);
      await inReadModels(
        `UPDATE projection.conferencing_current SET body = '{}' WHERE provider_id = $1`,
        spoilt.providerId,
      );
      const ask = world.queries(staff.tenant);
      expect((await ask.get(lost.conferencing)).status).toBe(404);
      expect((await ask.get(deleted.conferencing)).status).toBe(200);

      const found = await cli.json('reconcile');
      const differing = found.body.divergences.map(({ key, where, kind }: Record<string, string>) => [
        key,
        where,
        kind,
      ]);
      expect(differing.toSorted()).toEqual(
        [
          [stale.key, 'topic', 'stale'],
          [deleted.key, 'topic', 'stale'],
          [unreadable.key, 'topic', 'missing'],
          [lost.key, 'read_model', 'missing'],
          [forged.key, 'topic', 'different'],
          [ahead.key, 'topic', 'ahead'],
          [ahead.key, 'read_model', 'ahead'],
          [ahead.key, 'history', 'ahead'],
          [spoilt.key, 'read_model', 'different'],
        ].toSorted(),
      );
      expect(found.code).toBe(1);
      expect((await versionsOf(stale)).at(-1)).toBe(1);

      const repaired = await cli.json('reconcile', '--repair');
      expect([repaired.code, repaired.body.repaired]).toEqual([0, 7]);
      await cli.run('parked', 'discard', '--key', unreadable.key, '--yes');
      for (const pair of pairs) await visible(pair);
      const { code, stdout } = await cli.run('reconcile');
      expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing differs.')]);
      const shownAbove = new Map([
        [forged, 2],
        [ahead, 9],
        [spoilt, 2],
      ]);
      for (const pair of [stale, deleted, unreadable, ...shownAbove.keys()]) {
        const { value, headers: reported } = (await topic.of(pair.key)).at(-1)!;
        const version = shownAbove.has(pair) ? shownAbove.get(pair)! + 1 : 2;
        expect([Number(reported.ce_sequence), await versionAtOwner(staff.tenant, pair)]).toEqual([version, version]);
        const event = JSON.parse(String(value));
        expect(event.data.external_user.id).toBe(staff.ben);
        if (!shownAbove.has(pair)) continue;
        const before = pair === spoilt ? staff.ben : staff.carl;
        expect([event.reason, event.actor, event.previous.external_user.id]).toEqual([
          'recovered',
          'system:repair',
          before,
        ]);
      }
    });

    it('finds unknown keys, does not report them as repaired, and ends them on request', async () => {
      const { cli, staff, topic, pairs } = stage;
      const stranger = pairOf(newId('service'), newId('provider'));
      const [record] = await topic.of((pairs[0] as Pair).key);
      const event = {
        ...JSON.parse(String(record!.value)),
        service_id: stranger.serviceId,
        provider_id: stranger.providerId,
      };
      event.data = { ...event.data, service_id: stranger.serviceId, provider_id: stranger.providerId };
      const headers: Record<string, string | Buffer> = {
        ...again(record!).headers,
        ce_subject: stranger.key,
        ce_partitionkey: stranger.key,
      };
      await topic.send({ key: stranger.key, value: JSON.stringify(event), headers });
      await eventually(async () => (await world.queries(staff.tenant).get(stranger.conferencing)).status === 200);
      const { code, body } = await cli.json('reconcile', '--repair');
      const extra = { 'topic.extra': 1, 'read_model.extra': 1 };
      expect([code, body.counts]).toEqual([1, extra]);

      const ended = await cli.json('reconcile', '--repair', '--clear-unknown');
      expect([ended.code, ended.body.counts, ended.body.cleared]).toEqual([0, extra, 1]);
      await eventually(async () => (await world.queries(staff.tenant).get(stranger.conferencing)).status === 404);
      const records = (await topic.of(stranger.key)).slice(1);
      expect(records.map((each) => [Number(each.headers.ce_sequence), each.value === null])).toEqual([
        [event.version + 1, false],
        [event.version + 1, true],
      ]);
      expect((await cli.json('reconcile')).body.counts).toEqual({});
    });

    it('skips unreadable records, reports them, and does not report success', async () => {
      const { cli, topic } = stage;
      await produceWithJava([{ topic: topic.name, codec: 'zstd', values: [`zeros*${70 * 1_048_576}`] }], world.brokers);
      const { code, stdout } = await cli.run('reconcile');
      expect([code, stdout]).toEqual([1, expect.stringContaining('Nothing differs.')]);
      expect(stdout).toContain("Ranges of the topic that can't be read, and were passed over: 1 (ops parked list).");
      expect((await cli.json('reconcile', '--repair')).body.unreadableRanges).toBe(1);
    });
  });
}
