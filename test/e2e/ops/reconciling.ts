import { newId } from '@conferencing/kernel';
import type { OutgoingRecord } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { Client } from 'pg';
import { type Pair, pairOf } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from '../read-models/staff.js';
import { Cli } from './cli.js';
import { again, Topic } from './topic.js';

type Seven = [Pair, Pair, Pair, Pair, Pair, Pair, Pair];

export function reconciling(world: WorldWithBroker): void {
  describe('reconcile', () => {
    let cli: Cli;
    let staff: Staff;
    let topic: Topic;
    let pairs: Pair[];

    beforeAll(async () => {
      cli = Cli.of(world);
      staff = await staffOf(await world.tenant());
      topic = new Topic(world);
      pairs = await pairsOf(staff.tenant, 1, 7);
      for (const pair of pairs) {
        for (const host of [staff.anna, staff.ben]) await assign(staff, pair, host);
      }
      for (const pair of pairs) await visible(pair);
    });

    afterAll(() => topic?.close());

    const visible = (pair: Pair) =>
      eventually(async () => {
        const { body, status } = await world.queries(staff.tenant).get(pair.conferencing);
        return status === 200 && body.data.external_user.id === staff.ben;
      });
    const versionsOf = async (pair: Pair) =>
      (await topic.of(pair.key)).map(({ headers }) => Number(headers.ce_sequence));

    /** The pair's last record with another host, as nobody has decided. */
    const asIf = async (pair: Pair, change: { version?: number }): Promise<OutgoingRecord> => {
      const record = again((await topic.of(pair.key)).at(-1)!);
      const event = { ...JSON.parse(String(record.value)), ...change };
      event.data.external_user.id = staff.carl;
      const headers = { ...record.headers, ce_sequence: String(event.version).padStart(20, '0') };
      return { ...record, value: JSON.stringify(event), headers };
    };

    it('finds nothing where nothing is wrong', async () => {
      const { code, body } = await cli.json('reconcile');
      expect(body).toMatchObject({ divergences: [], counts: {}, pending: 0, repaired: 0 });
      expect(body.keys).toBeGreaterThanOrEqual(pairs.length);
      expect(code).toBe(0);
    });

    it('finds what is stale, deleted, unreadable, made up or lost, in the topic and in the read model, and mends all of it', async () => {
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
      const database = new Client({ connectionString: world.system.databases.readModels.url });
      await database.connect();
      await database.query('DELETE FROM projection.conferencing_current WHERE provider_id = $1', [lost.providerId]);
      await database.query(`UPDATE projection.conferencing_current SET body = '{}' WHERE provider_id = $1`, [
        spoilt.providerId,
      ]);
      await database.end();
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
          [spoilt.key, 'read_model', 'different'],
        ].toSorted(),
      );
      expect(found.code).toBe(1);
      expect((await versionsOf(stale)).at(-1)).toBe(1);

      const repaired = await cli.json('reconcile', '--repair');
      expect([repaired.code, repaired.body.repaired]).toEqual([0, 7]);
      await cli.run('parked', 'discard', '--key', unreadable.key);
      for (const pair of pairs) await visible(pair);
      const { code, stdout } = await cli.run('reconcile');
      expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing differs.')]);
      for (const { key } of [stale, deleted, unreadable, forged, ahead]) {
        const { value, headers: told } = (await topic.of(key)).at(-1)!;
        expect(Number(told.ce_sequence)).toBe(2);
        expect(JSON.parse(String(value)).data.external_user.id).toBe(staff.ben);
      }
    });

    it('finds what nobody decided, and does not call it mended', async () => {
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
      expect([code, body.counts]).toEqual([1, { 'topic.extra': 1, 'read_model.extra': 1 }]);
      const { 'content-type': _type, ...withoutType } = headers;
      await topic.send({ key: stranger.key, value: null, headers: withoutType });
    });
  });
}
