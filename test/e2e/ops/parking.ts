import { randomBytes } from 'node:crypto';
import { TOPICS } from '@conferencing/contracts';
import { newId } from '@conferencing/kernel';
import { type KafkaRecord, type OutgoingRecord, ParkedRecords, readTopic } from '@conferencing/messaging';
import { eventually, type TestDatabase } from '@conferencing/testing';
import { Client, Pool } from 'pg';
import { catalogRecord } from '../api/catalog-record.js';
import { pairOf } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from '../read-models/staff.js';
import { Cli } from './cli.js';
import { again, Topic } from './topic.js';

const openDatabase = ({ url }: TestDatabase) => new Pool({ connectionString: url, max: 1 });

export function parking(world: WorldWithBroker): void {
  describe('parked records', () => {
    let cli: Cli;
    let staff: Staff;
    let updated: Topic;
    let catalog: Topic;

    beforeAll(async () => {
      cli = Cli.of(world);
      staff = await staffOf(await world.tenant());
      updated = new Topic(world);
      catalog = new Topic(world, TOPICS.catalogUpdated);
    });

    afterAll(() => Promise.all([updated?.close(), catalog?.close()]));

    const list = async (key: string) => (await cli.json('parked', 'list', '--key', key)).body.parked;
    /** Waits until the databases have this many parked records of a key. */
    const settled = async (key: string, count: number) => {
      const pools = [world.system.databases.readModels, world.system.databases.conferencing].map(openDatabase);
      try {
        const parked = pools.map((pool) => new ParkedRecords(pool));
        await eventually(
          async () => (await Promise.all(parked.map((records) => records.list({ key })))).flat().length === count,
          { timeoutMs: 30_000, what: `${count} parked records` },
        );
      } finally {
        await Promise.all(pools.map((pool) => pool.end()));
      }
    };
    const listed = async (key: string, count: number) => {
      await settled(key, count);
      const parked = await list(key);
      expect(parked).toHaveLength(count);
      return parked;
    };
    const ask = (path: string) => world.queries(staff.tenant).get(path);

    it('keep what is malformed, with its headers and why, and let all other keys go on', async () => {
      const [pair, other] = await pairsOf(staff.tenant, 1, 2);
      const key = pair!.key;
      await updated.send({ key, value: 'no json', headers: { ce_id: 'evt_000000000000', odd: 'header' } });
      const version = await assign(staff, pair!, staff.anna);
      await assign(staff, other!, staff.ben);
      expect((await ask(`${other!.conferencing}?min_version=1&wait_ms=5000`)).status).toBe(200);
      const [first, second] = await listed(key, 2);
      expect(first).toMatchObject({
        id: expect.any(String),
        app: 'read-models',
        topic: 'conferencing.updated',
        key,
        state: 'parked',
        partition: expect.any(Number),
        offset: expect.stringMatching(/^\d+$/),
      });
      expect(first.reasons.length).toBeGreaterThan(0);
      expect([second.state, second.reasons]).toEqual(['waiting', []]);
      expect(Number(second.offset)).toBeGreaterThan(Number(first.offset));
      expect((await ask(pair!.conferencing)).status).toBe(404);
      expect((await staff.tenant.api.get(pair!.conferencing)).status).toBe(200);

      const shown = await cli.json('parked', 'show', first.id);
      expect(shown).toEqual({
        code: 0,
        body: expect.objectContaining({ key, value: 'no json', headers: expect.objectContaining({ odd: 'header' }) }),
      });

      const retried = await cli.json('parked', 'retry', first.id);
      expect(retried.code).toBe(1);
      expect(retried.body.failed).toEqual([{ id: first.id, reasons: first.reasons }]);
      expect((await ask(pair!.conferencing)).status).toBe(404);

      const asked = await cli.json('parked', 'discard', first.id);
      expect(asked).toEqual({ code: 1, body: { discarded: 0, released: 0, selected: 1 } });
      const discarded = await cli.json('parked', 'discard', first.id, '--yes');
      expect(discarded).toEqual({ code: 0, body: { discarded: 1, released: 1 } });
      await settled(key, 0);
      const visible = await ask(`${pair!.conferencing}?min_version=${version}&wait_ms=5000`);
      expect([visible.status, visible.data.external_user.id]).toEqual([200, staff.anna]);
    });

    it('keep their order: later records of the key wait, and are applied in order when the first is gone', async () => {
      const [pair] = await pairsOf(staff.tenant, 1, 1);
      const { key, conferencing } = pair!;
      await updated.send({ key, value: '{}' });
      for (const host of [staff.anna, staff.ben, staff.carl]) await assign(staff, pair!, host);
      await staff.tenant.api.delete(pair!.path);
      const [first] = await listed(key, 6);
      expect((await ask(`${conferencing}/history`)).data).toEqual([]);
      expect((await cli.json('parked', 'discard', first.id, '--yes')).code).toBe(0);
      await settled(key, 0);
      const { data } = await ask(`${conferencing}/history`);
      expect(data.map(({ version, change }: Record<string, unknown>) => [version, change])).toEqual([
        [4, 'cleared'],
        [3, 'reassigned'],
        [2, 'reassigned'],
        [1, 'assigned'],
      ]);
      expect((await ask(conferencing)).status).toBe(404);
    });

    it('are applied by a retry after their cause is removed', async () => {
      const [pair] = await pairsOf(staff.tenant, 1, 1);
      const { key, conferencing, serviceId } = pair!;
      const database = new Client({ connectionString: world.system.databases.readModels.url });
      await database.connect();
      try {
        const table = 'projection.conferencing_current';
        await database.query(`ALTER TABLE ${table} ADD CONSTRAINT planted CHECK (service_id <> '${serviceId}')`);
        await assign(staff, pair!, staff.anna);
        await assign(staff, pair!, staff.ben);
        const parked = await listed(key, 2);
        expect(parked.map(({ state }: { state: string }) => state)).toEqual(['parked', 'waiting']);
        const inVain = await cli.json('parked', 'retry', '--key', key);
        expect([inVain.code, inVain.body.applied]).toEqual([1, 0]);
        await database.query(`ALTER TABLE ${table} DROP CONSTRAINT planted`);
      } finally {
        await database.end();
      }
      const retried = await cli.json('parked', 'retry', '--key', key);
      expect(retried).toEqual({ code: 0, body: { requested: 2, applied: 2, pending: 0, failed: [] } });
      expect((await ask(conferencing)).body).toMatchObject({ version: 2, data: { external_user: { id: staff.ben } } });
      expect(await list(key)).toEqual([]);
    });

    it('may be of any kind on the topic of events', async () => {
      const [good] = await pairsOf(staff.tenant, 1, 1);
      await assign(staff, good!, staff.anna);
      const [template] = await eventually(async () => {
        const records = await updated.of(good!.key);
        return records.length > 0 && records;
      });
      const event = JSON.parse(String(template!.value));
      const { key: _key, headers, value } = again(template!);
      const odd = () => pairOf(newId('service'), newId('provider')).key;
      const changed = (change: object) => JSON.stringify({ ...event, ...change });
      const broken: [string, Partial<OutgoingRecord>][] = [
        ['bytes that are no text', { value: Buffer.from([0xff, 0xfe, 0, 1]) }],
        ['nothing', { value: '' }],
        ['a list', { value: '[]' }],
        ['an event of another key', { value, headers }],
        ['no headers', { value, headers: {} }],
        ['a tombstone without headers', { value: null }],
        ['a version that is none', { value: changed({ version: -1 }), headers }],
        ['a change that is none', { value: changed({ change: 'exploded' }), headers }],
        ['much too large', { value: JSON.stringify({ padding: 'x'.repeat(600_000) }), headers }],
      ];
      const sent = broken.map(([what, record]) => ({ what, key: odd(), record }));
      await updated.send(...sent.map(({ key, record }) => ({ value: null, ...record, key })));
      const version = await assign(staff, good!, staff.ben);
      expect((await ask(`${good!.conferencing}?min_version=${version}&wait_ms=5000`)).status).toBe(200);
      await Promise.all(sent.map(({ key }) => settled(key, 1)));
      const { parked: all } = (await cli.json('parked', 'list', '--topic', updated.name)).body;
      for (const { what, key } of sent) {
        const found = all.filter((one: { key: string }) => one.key === key);
        expect([what, found.map(({ state }: { state: string }) => state)]).toEqual([what, ['parked']]);
      }
      const { code, body } = await cli.json('parked', 'discard', '--topic', updated.name, '--yes');
      expect([code, body.discarded >= sent.length]).toEqual([0, true]);
    });

    it('may come from the catalog: only records of their key wait', async () => {
      const { accountId, api } = staff.tenant;
      const [odd, fine] = [newId('service'), newId('service')];
      const upserted = (id: string, version: number, name: string): OutgoingRecord =>
        catalogRecord(accountId, 'service.upserted', version, { id, name });
      const key = `nonsense-${randomBytes(4).toString('hex')}`;
      await catalog.send(
        { key: odd, value: '{"type":"service.exploded"}' },
        upserted(odd, 2, 'Waits'),
        { key, value: 'nonsense' },
        upserted(fine, 1, 'Goes on'),
      );
      await eventually(async () => (await api.get(`/v1/services/${fine}`)).data?.name === 'Goes on');
      const [first, second] = await listed(odd, 2);
      expect([first.app, first.topic, first.state, second.state]).toEqual([
        'conferencing',
        'catalog.updated',
        'parked',
        'waiting',
      ]);
      await settled(key, 1);
      expect((await api.get(`/v1/services/${odd}`)).status).toBe(404);
      expect((await cli.json('parked', 'discard', first.id, '--yes')).body).toEqual({ discarded: 1, released: 1 });
      await eventually(async () => (await api.get(`/v1/services/${odd}`)).data?.name === 'Waits');
      expect((await cli.json('parked', 'discard', '--key', key, '--yes')).code).toBe(0);
    });

    it('can be copied to a topic of dead letters, and stay parked', async () => {
      const key = `nonsense-${randomBytes(4).toString('hex')}`;
      const dlt = `dead-letters-${randomBytes(4).toString('hex')}`;
      const admin = world.kafka().admin();
      await admin.connect();
      await admin.createTopics([{ name: dlt, partitions: 1, replicationFactor: 1, config: {} }]);
      await admin.close();
      await updated.send({ key, value: 'nonsense', headers: { odd: 'header', twice: ['1', '2'] } });
      await settled(key, 1);
      const nowhere = await cli.run('parked', 'export', `${dlt}-nowhere`, '--key', key);
      expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('There is no topic')]);
      expect(await cli.json('parked', 'export', dlt, '--key', key)).toEqual({ code: 0, body: { exported: 1 } });
      const letters: KafkaRecord[] = [];
      await readTopic(world.kafka(), dlt, { onRecords: (records) => void letters.push(...records) });
      expect(letters.map((letter) => [String(letter.key), String(letter.value)])).toEqual([[key, 'nonsense']]);
      expect(letters[0]!.headers).toMatchObject({
        odd: 'header',
        twice: ['1', '2'],
        'kafka_dlt-original-topic': updated.name,
        '__connect.errors.topic': updated.name,
      });
      await settled(key, 1);
    });

    it('are selected by id, key or topic; a missing one is an error', async () => {
      const wrong = [
        ['show', 'read-models:999999999'],
        ['retry'],
        ['discard', 'nonsense'],
        ['discard', '--key', 'nobody/nowhere'],
      ];
      const outcomes = await Promise.all(wrong.map((args) => cli.json('parked', ...args)));
      expect(outcomes.map(({ code, body }) => [code, typeof body])).toEqual(wrong.map(() => [1, 'object']));
      const odd = [
        ['list', '--app', 'nonsense'],
        ['list', '--limit', 'many'],
        ['retry', '--key', 'a', '--wait', '-1'],
      ];
      const refused = await Promise.all(odd.map((args) => cli.run('parked', ...args)));
      expect(refused.map(({ code, stderr }) => [code, stderr.split(' ')[0]])).toEqual(odd.map(() => [1, 'error:']));
      const text = await cli.run('parked', 'list', '--key', 'nobody/nowhere');
      expect([text.code, text.stdout]).toEqual([0, 'Nothing is parked.\n']);
    });
  });
}
