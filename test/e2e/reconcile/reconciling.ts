import type { HistoryEntry } from '@conferencing/contracts';
import { newId } from '@conferencing/kernel';
import type { OutgoingRecord } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { Client } from 'pg';
import { type Pair, pairOf } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { subscribe } from '../read-models/sse.js';
import { assign, pairsOf, type Staff, staffOf } from '../read-models/staff.js';
import { Cli } from '../ops/cli.js';
import { again, Topic } from '../ops/topic.js';

type Seven = [Pair, Pair, Pair, Pair, Pair, Pair, Pair];

export function reconciling(world: WorldWithBroker): void {
  describe('reconcile', () => {
    let cli: Cli;
    let staff: Staff;
    let topic: Topic;
    let pairs: Pair[];
    let database: Client;

    beforeAll(async () => {
      cli = Cli.of(world);
      database = new Client({ connectionString: world.system.databases.readModels.url });
      await database.connect();
      staff = await staffOf(await world.tenant());
      topic = new Topic(world);
      pairs = await pairsOf(staff.tenant, 1, 7);
      for (const pair of pairs) {
        for (const host of [staff.anna, staff.ben]) await assign(staff, pair, host);
      }
      for (const pair of pairs) await visible(pair);
    });

    afterAll(async () => {
      await topic?.close();
      await database?.end();
    });

    const visible = (pair: Pair) =>
      eventually(async () => {
        const { body, status } = await world.queries(staff.tenant).get(pair.conferencing);
        return status === 200 && body.data.external_user.id === staff.ben;
      });
    const versionsOf = async (pair: Pair) =>
      (await topic.of(pair.key)).map(({ headers }) => Number(headers.ce_sequence));

    /** Done by somebody who goes behind the read model's back. */
    const inReadModels = async (statement: string, ...values: unknown[]) =>
      (await database.query<object>(statement, values)).rows;
    const historyOf = async (pair: Pair) =>
      (await world.queries(staff.tenant).get(`${pair.conferencing}/history`)).data.map(
        ({ version, to }: HistoryEntry) => [version, to?.external_user.id],
      );

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

    it('finds a filter, an answer or a history that does not say what the event says, and mends it', async () => {
      const spoiling = [
        `conferencing_current SET external_user_id = $2`,
        `conferencing_current SET connected_account_id = 'cact_ffffffffffff'`,
        `conferencing_current SET body = jsonb_set(body::jsonb, '{version}', '77')::text`,
        `conferencing_current SET body = jsonb_set(body::jsonb, '{host_state}', '"host_removed"')::text`,
        `conferencing_current SET body = replace(body, '"updated_at":"2', '"updated_at":"3')`,
        `history SET event = jsonb_set(event::jsonb, '{data, external_user, id}', to_jsonb($2))::text`,
      ];
      const providers = pairs.map(({ providerId }) => providerId);
      const current = () =>
        inReadModels(
          'SELECT * FROM projection.conferencing_current WHERE provider_id = ANY ($1) ORDER BY provider_id',
          providers,
        );
      const histories = () => Promise.all(pairs.map(historyOf));
      const [rows, told] = [await current(), await histories()];
      for (const [n, change] of spoiling.entries()) {
        await inReadModels(
          `UPDATE projection.${change} WHERE provider_id = $1 AND version = 2 AND $2::text IS NOT NULL`,
          providers[n],
          staff.anna,
        );
      }
      await inReadModels('DELETE FROM projection.history WHERE provider_id = $1', providers[6]);

      const found = await cli.json('reconcile');
      const wrong = { 'read_model.different': 5, 'history.different': 1, 'history.missing': 1 };
      expect([found.code, found.body.counts]).toEqual([1, wrong]);

      const repaired = await cli.json('reconcile', '--repair');
      expect([repaired.code, repaired.body.repaired]).toEqual([0, 7]);
      expect((await cli.json('reconcile')).body.counts).toEqual({});
      expect(await current()).toEqual(rows);
      expect(await histories()).toEqual([...told.slice(0, 6), [[2, staff.ben]]]);
    });

    it('leaves nothing behind of a version that its owner never gave out, so that the real one is told when it comes', async () => {
      const [pair] = (await pairsOf(staff.tenant, 1, 1)) as [Pair];
      for (const host of [staff.anna, staff.ben]) await assign(staff, pair, host);
      await visible(pair);
      const stream = await subscribe(
        `${world.system.readModels.url}/v1/conferencing/stream?provider_id=${pair.providerId}`,
        { authorization: `Bearer ${world.system.platformToken}`, 'x-account-id': staff.tenant.accountId },
      );
      await topic.send(await asIf(pair, { version: 3 }));
      await stream.received(1);

      const repaired = await cli.json('reconcile', '--repair');
      expect([repaired.code, repaired.body.counts]).toEqual([
        0,
        { 'topic.ahead': 1, 'read_model.ahead': 1, 'history.ahead': 1 },
      ]);
      await visible(pair);
      expect((await cli.json('reconcile')).body.counts).toEqual({});

      expect(await assign(staff, pair, staff.anna)).toBe(3);
      const [forged, real] = await stream.received(2);
      stream.close();
      expect([forged!.data, real!.data].map(({ version, data }) => [version, data.external_user.id])).toEqual([
        [3, staff.carl],
        [3, staff.anna],
      ]);
      const decided = [
        [3, staff.anna],
        [2, staff.ben],
        [1, staff.anna],
      ];
      expect(await historyOf(pair)).toEqual(decided);
      expect((await cli.json('rebuild', 'history')).code).toBe(0);
      expect(await historyOf(pair)).toEqual(decided);
      // As long as the topic is not compacted, a rebuild finds what was made up in it before.
      const after = await cli.json('reconcile', '--repair');
      expect([after.code, after.body.counts]).toEqual([0, { 'history.ahead': 1 }]);
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
