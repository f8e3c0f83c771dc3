import { eventually, runCommand } from '@conferencing/testing';
import { Client } from 'pg';
import type { Pair } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { subscribe } from '../read-models/sse.js';
import { assign, pairsOf, versionAtOwner } from '../read-models/staff.js';
import { ReconcileStage } from './stage.js';

/** What follows losses and foreign hands: histories, versions ahead of the owner, a topic that was created again. */
export function reconcilingLosses(world: WorldWithBroker): void {
  describe('reconcile', () => {
    let stage: ReconcileStage;

    beforeAll(async () => {
      stage = await ReconcileStage.open(world);
    });
    afterAll(() => stage?.close());

    it('finds a filter, an answer or a history that differs from its event, and publishes it again', async () => {
      const { cli, staff, pairs, visible, inReadModels, historyOf } = stage;
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
      const { cli, staff, topic, visible, historyOf, asIf } = stage;
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
      const { cli, staff, topic, visible, versionsOf, historyOf } = stage;
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
  });
}
