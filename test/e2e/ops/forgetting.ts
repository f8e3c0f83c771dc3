import { TOPICS } from '@conferencing/contracts';
import { newId } from '@conferencing/kernel';
import { readTopic } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { Client } from 'pg';
import { expectStatus } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { versionAtOwner } from '../read-models/staff.js';
import { Cli } from './cli.js';
import { Topic } from './topic.js';

const NAMES = ['Zenobia', 'Quillfeather'] as const;
const EMAIL = 'z.quillfeather@example.com';
const USER = { id: 'u-z', email: EMAIL, first_name: NAMES[0], last_name: NAMES[1] };
const BEN = { id: 'u-ben', email: 'ben@example.com', first_name: 'Ben', last_name: 'Baker' };
/** As text and, for columns of bytes, as their digits. */
const TRACES = [...NAMES, EMAIL].flatMap((text) => [text, Buffer.from(text).toString('hex')]);

/** Tables in which a row names the person. */
async function tablesNaming(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)'`,
    );
    const naming: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`SELECT FROM ${name} t WHERE t::text ~* $1 LIMIT 1`, [TRACES.join('|')]);
      if (rows.length > 0) naming.push(name);
    }
    return naming.sort();
  } finally {
    await client.end();
  }
}

export function forgetting(world: WorldWithBroker): void {
  describe("a person's data", () => {
    const databases = () => Object.values(world.system.databases).map(({ url }) => url);
    const naming = async () => (await Promise.all(databases().map(tablesNaming))).flat();
    /** Keys whose last record in the topic names the person. */
    const keysNaming = async (topic: string) => {
      const last = new Map<string, string>();
      await readTopic(world.kafka(), topic, {
        onRecords: (records) => {
          for (const { key, value } of records) last.set(String(key), String(value));
        },
      });
      return [...last].filter(([, value]) => new RegExp(TRACES.join('|'), 'i').test(value)).map(([key]) => key);
    };

    it('goes from every table and from the last record of every key, and leaves the fact that something happened', async () => {
      const cli = Cli.of(world);
      const tenant = await world.tenant();
      const connection = await tenant.connected([BEN, USER]);
      const [user, ben] = [connection.users[EMAIL].id as string, connection.users[BEN.email].id as string];
      const provider = await tenant.provider({ display_name: NAMES.join(' '), email: EMAIL });
      const pairs = await Promise.all(Array.from({ length: 4 }, () => tenant.assigned(connection.id, user)));
      const [hosted, reassigned, cleared, left] = pairs as [(typeof pairs)[0], ...typeof pairs] & typeof pairs;
      const body = { connected_account_id: connection.id, external_user_id: ben };
      expectStatus(await tenant.api.put(reassigned!.conferencing, body), 200);
      expectStatus(await tenant.api.delete(cleared!.conferencing), 204);
      expectStatus(await tenant.api.delete(left!.path), 204);
      const [updated, catalog] = [new Topic(world), new Topic(world, TOPICS.catalogUpdated)];
      const odd = { id: 'evt_1', data: { external_user: { ...USER, id: user, object: 'external_user' } } };
      const unknown = `${newId('service')}/${newId('provider')}`;
      await updated.send({ key: unknown, value: JSON.stringify(odd) }, { key: unknown, value: null });
      await catalog.send({ key: provider, value: JSON.stringify({ display_name: NAMES[0], id: provider }) });
      await Promise.all([updated.close(), catalog.close()]);
      await eventually(async () => (await cli.json('parked', 'list', '--key', provider)).body.parked.length === 1);
      await eventually(async () => (await cli.json('parked', 'list', '--key', unknown)).body.parked.length > 0);
      expect((await cli.run('rebuild', 'history')).code).toBe(0);

      expect(await cli.run('forget', 'external_user', user, '--yes')).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^Zoom still has exusr_\w+, so the next sync would bring everything back: .*\n$/),
      });
      expect((await cli.run('forget', 'provider', provider, '--yes')).stderr).toMatch(/is active in the catalog/);
      await tenant.zoomUsers([BEN]);
      await tenant.sync(connection.path);
      const inactive = { display_name: NAMES.join(' '), email: EMAIL, active: false };
      expectStatus(await tenant.api.put(`/v1/providers/${provider}`, inactive), 200);
      const before = await naming();
      expect(before).toEqual(expect.arrayContaining(['external_users', 'parked_records', 'projection.history']));
      expect(before).toEqual(expect.arrayContaining(['projection_previous.history', 'providers', 'service_providers']));
      const versions = await Promise.all(pairs.map((pair) => versionAtOwner(tenant, pair)));

      for (const args of [['external_user', user] as const, ['provider', provider] as const]) {
        const dry = await cli.json('forget', ...args);
        expect([dry.code, dry.body]).toMatchObject([1, { done: false, named: true, parked_records: 1 }]);
      }
      expect((await cli.json('forget', 'provider', provider)).body.users_with_same_email).toEqual([user]);
      expect(await naming()).toEqual(before);
      expect((await keysNaming(TOPICS.conferencingUpdated)).sort()).toEqual(
        [hosted, reassigned, cleared].map((pair) => pair!.key).sort(),
      );

      expect(await cli.json('forget', 'external_user', user, '--yes')).toMatchObject({
        code: 0,
        body: { done: true, pairs_published: 3, waiting_webhooks: 0, connections_with_same_email: [] },
      });
      expect((await cli.json('forget', 'provider', provider, '--yes')).code).toBe(0);
      expect(await naming()).toEqual([]);
      expect(await keysNaming(TOPICS.conferencingUpdated)).toEqual([]);

      const nobody = { id: user, email: null, first_name: null, last_name: null, status: null };
      expect((await tenant.api.get(hosted!.conferencing)).data.external_user).toMatchObject(nobody);
      expect((await tenant.api.get(`/v1/providers/${provider}`)).data).toMatchObject({
        display_name: null,
        email: null,
      });
      const after = await Promise.all(pairs.map((pair) => versionAtOwner(tenant, pair)));
      expect(after).toEqual(versions.map((version, n) => version + (n < 3 ? 1 : 0)));
      const history = await world.queries(tenant).get(`${reassigned!.conferencing}/history`);
      expect(history.data).toMatchObject([
        {
          change: 'refreshed',
          reason: 'forgotten',
          actor: 'system:forget',
          from: null,
          to: { external_user: { id: ben } },
        },
        { change: 'reassigned', from: { external_user: { id: user, email: null } } },
        { change: 'assigned', to: { external_user: { id: user, last_name: null } } },
      ]);
      const { divergences } = (await cli.json('reconcile')).body;
      const mine = new Set(pairs.map(({ key }) => key));
      expect(divergences.filter(({ key }: { key: string }) => mine.has(key))).toEqual([]);

      expect(await cli.json('forget', 'external_user', user, '--yes')).toMatchObject({
        code: 0,
        body: { done: true, named: false, pairs_published: 0, history: 0, parked_records: 0 },
      });
      expect((await cli.run('forget', 'external_user', newId('externalUser'), '--yes')).stderr).toMatch(
        /^Nothing is known of exusr_/m,
      );
      expect((await cli.run('forget', 'external_user', 'zenobia', '--yes')).stderr).toMatch(
        /is no id of an external user/,
      );
    });
  });
}
