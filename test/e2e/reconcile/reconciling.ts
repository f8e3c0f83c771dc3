import type { HistoryEntry } from '@conferencing/contracts';
import { newId } from '@conferencing/kernel';
import type { OutgoingRecord } from '@conferencing/messaging';
import { eventually, runCommand } from '@conferencing/testing';
import { Client } from 'pg';
import { produceWithJava } from '../../../libs/messaging/test/foreign-producer.js';
import { type Pair, pairOf } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { subscribe } from '../read-models/sse.js';
import { assign, pairsOf, type Staff, staffOf, versionAtOwner } from '../read-models/staff.js';
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

    /** Changes the read model's tables directly, without the service. */
    const inReadModels = async (statement: string, ...values: unknown[]) =>
      (await database.query<object>(statement, values)).rows;
    const historyOf = async (pair: Pair) =>
      (await world.queries(staff.tenant).get(`${pair.conferencing}/history`)).data.map(
        ({ version, to }: HistoryEntry) => [version, to?.external_user.id],
      );

    /** The pair's last record with another host, which no one has decided. */
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

    it('finds and repairs what is stale, deleted, unreadable, invented or lost, in the topic and in the read model', async () => {
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

    it('finds a filter, an answer or a history that differs from its event, and publishes it again', async () => {
      const spoiling = [
        `conferencing_current SET external_user_id = $2`,
        `conferencing_current SET connected_account_id = 'cact_ffffffffffff'`,
        `conferencing_current SET body = jsonb_set(body::jsonb, '{version}', '77')::text`,
        `conferencing_current SET body = jsonb_set(body::jsonb, '{host_state}', '"host_removed"')::text`,
        `conferencing_current SET body = replace(body, '"updated_at":"2', '"updated_at":"3')`,
        `history SET event = jsonb_set(event::jsonb, '{data, external_user, id}', to_jsonb($2))::text`,
      ];
      const providers = pairs.map(({ providerId }) => providerId);
      const before = await Promise.all(pairs.map((pair) => versionAtOwner(staff.tenant, pair)));
      for (const [n, change] of spoiling.entries()) {
        await inReadModels(
          `UPDATE projection.${change} WHERE provider_id = $1 AND version = $3 AND $2::text IS NOT NULL`,
          providers[n],
          staff.anna,
          before[n],
        );
      }
      await inReadModels('DELETE FROM projection.history WHERE provider_id = $1', providers[6]);

      const found = await cli.json('reconcile');
      const wrong = { 'read_model.different': 5, 'history.different': 1, 'history.missing': 1 };
      expect([found.code, found.body.counts]).toEqual([1, wrong]);

      const repaired = await cli.json('reconcile', '--repair');
      expect([repaired.code, repaired.body.repaired]).toEqual([0, 7]);
      expect((await cli.json('reconcile')).body.counts).toEqual({});
      const reported = await Promise.all(pairs.map(async (pair) => (await historyOf(pair))[0]));
      expect(reported).toEqual(before.map((version, n) => [n < 6 ? version + 1 : version, staff.ben]));
      for (const pair of pairs) await visible(pair);
    });

    it('continues above a version that the owner never issued: the history keeps it and marks what follows', async () => {
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
      const counts = { 'topic.ahead': 1, 'read_model.ahead': 1, 'history.ahead': 1 };
      expect([repaired.code, repaired.body.counts]).toEqual([0, counts]);
      await visible(pair);
      expect((await cli.json('reconcile')).body.counts).toEqual({});
      expect(await assign(staff, pair, staff.anna)).toBe(5);
      const reported = await stream.received(3);
      stream.close();
      expect(reported.map(({ data: { version, reason, data } }) => [version, reason, data.external_user.id])).toEqual([
        [3, null, staff.carl],
        [4, 'recovered', staff.ben],
        [5, null, staff.anna],
      ]);
      const everything = [
        [5, staff.anna],
        [4, staff.ben],
        [3, staff.carl],
        [2, staff.ben],
        [1, staff.anna],
      ];
      expect(await historyOf(pair)).toEqual(everything);
      expect((await cli.json('rebuild', 'history')).code).toBe(0);
      expect(await historyOf(pair)).toEqual(everything);
      const after = await cli.json('reconcile');
      expect([after.code, after.body.counts]).toEqual([0, {}]);
    });

    it('continues with a topic that was deleted and created again, after it was adopted', async () => {
      const [one, two] = (await pairsOf(staff.tenant, 1, 2)) as [Pair, Pair];
      for (const pair of [one, two]) for (const host of [staff.anna, staff.ben]) await assign(staff, pair, host);
      for (const pair of [one, two]) await visible(pair);
      const admin = world.kafka().admin();
      await admin.connect();
      await admin.deleteTopics([topic.name]).finally(() => admin.close());
      await runCommand('topics', { KAFKA_BROKERS: world.brokers });
      expect(await assign(staff, one, staff.anna)).toBe(3);
      // What the database had published before it was restored together with the loss of the topic.
      const owner = new Client({ connectionString: world.system.databases.conferencing.url });
      await owner.connect();
      await owner.query('UPDATE service_providers SET version = 1, event_id = new_event_id() WHERE provider_id = $1', [
        two.providerId,
      ]);
      await owner.end();

      const adopted = await cli.json('topics', 'adopt', topic.name);
      expect([adopted.code, adopted.body.partitions, adopted.body.overtaken]).toEqual([0, 6, 1]);
      await eventually(async () => {
        const { body, status } = await world.queries(staff.tenant).get(one.conferencing);
        return status === 200 && body.version === 3 && body.data.external_user.id === staff.anna;
      });
      await eventually(async () => (await cli.json('reconcile')).code === 0, { timeoutMs: 60_000 });
      expect((await versionsOf(one)).at(-1)).toBe(3);
      expect(new Set(await versionsOf(two))).toEqual(new Set([3]));
      expect((await historyOf(two)).map(([version]: [number]) => version)).toEqual([3, 2, 1]);
      const twice = await cli.json('topics', 'adopt', topic.name);
      expect([twice.code, twice.body.partitions, twice.body.repaired]).toEqual([0, 0, 0]);
    });

    it('finds unknown keys, does not report them as repaired, and ends them on request', async () => {
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
      await produceWithJava([{ topic: topic.name, codec: 'zstd', values: [`zeros*${70 * 1_048_576}`] }], world.brokers);
      const { code, stdout } = await cli.run('reconcile');
      expect([code, stdout]).toEqual([1, expect.stringContaining('Nothing differs.')]);
      expect(stdout).toContain("Ranges of the topic that can't be read, and were passed over: 1 (ops parked list).");
      expect((await cli.json('reconcile', '--repair')).body.unreadableRanges).toBe(1);
    });
  });
}
