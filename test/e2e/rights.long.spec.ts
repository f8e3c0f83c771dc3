import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { TOPICS } from '@conferencing/contracts';
import { newId } from '@conferencing/kernel';
import { KafkajsKafka, readKafkaSettings, TOPIC_DEFINITIONS } from '@conferencing/messaging';
import { repository } from '@conferencing/servers';
import { eventually } from '@conferencing/testing';
import { Client } from 'pg';
import { catalogRecord } from './api/catalog-record.js';
import { Caller } from './api/caller.js';
import { World } from './api/world.js';
import { documentedRights, GuardedBroker } from '../../libs/messaging/test/guarded-broker.fixture.js';
import { contentsOf } from './ops/contents.js';
import { opsInProcess } from './ops/in-process.js';
import { assign, pairsOf, type Staff, staffOf } from './read-models/staff.js';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
/** Logins at the broker, by the name that the page gives to those who use them. */
const LOGINS: Readonly<Record<string, string>> = {
  conferencing: 'conferencing',
  'read-models': 'reader',
  'topics command': 'topics',
  'npm run ops': 'ops',
};

describe('on brokers that give each program the rights of docs/managed-servers.md and no more', () => {
  const rights = documentedRights();
  const world = new World();
  let broker: GuardedBroker;
  let staff: Staff;
  const open = () => new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: broker.open }), SILENT);

  beforeAll(async () => {
    broker = await GuardedBroker.start([
      ...Object.values(LOGINS),
      'half',
      'without-records',
      'without-groups',
      'nobody',
    ]);
    for (const [who, login] of Object.entries(LOGINS)) {
      await broker.grant(
        login,
        rights.filter((right) => right.who === who),
      );
    }
    const half = rights.filter(({ who }) => who === 'topics command');
    await broker.grant(
      'half',
      half.map((right) => ({ ...right, operations: right.operations.filter((name) => name !== 'alter configs') })),
    );
    const [looks, groups] = (['topic', 'group'] as const).map((wanted) =>
      rights.filter(({ who, type }) => who === 'npm run ops' && type === wanted),
    );
    const blind = looks!.map((right) => ({ ...right, operations: right.operations.filter((name) => name !== 'read') }));
    await broker.grant('without-records', [...blind, ...groups!]);
    await broker.grant('without-groups', looks!);
    // As an earlier version has made them.
    const admin = open().admin();
    await admin.connect();
    const older = Object.entries(TOPIC_DEFINITIONS[0]!.config).filter(([name]) => name !== 'max.compaction.lag.ms');
    const config = Object.fromEntries(older);
    await admin.createTopics(
      TOPIC_DEFINITIONS.map(({ name, partitions }) => ({ name, partitions, replicationFactor: 1, config })),
    );
    await admin.close();
  });
  afterAll(async () => {
    await world.stop();
    await broker?.stop();
  });

  const topics = (login: string, ...args: string[]) => {
    const main = join(repository, 'dist/tools/topics/src/main.js');
    const env = { PATH: process.env.PATH, ...broker.settingsOf(login) };
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
    // Besides the warning that this broker's login is not encrypted.
    const warnings = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    return { code: status, stdout, warnings };
  };
  const opsAs = (login: string) => ({
    ...broker.settingsOf(login),
    CONFERENCING_DATABASE_URL: world.system.databases.conferencing.url,
    READ_MODELS_DATABASE_URL: world.system.databases.readModels.url,
    TOKEN_ENCRYPTION_KEYS: world.system.conferencing.settings.TOKEN_ENCRYPTION_KEYS ?? '',
  });
  const toType = (name: string) =>
    `--alter --entity-type topics --entity-name ${name} --add-config max.compaction.lag.ms=604800000`;

  it('the topics command says what to type when it may not change a topic, and does not fail', () => {
    const { code, stdout, warnings } = topics('half');
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${TOPICS.conferencingUpdated}: drifted`)]);
    expect(warnings).toEqual([
      expect.stringMatching(
        new RegExp(`^Warning: .*refuse the change to this login .*${toType(TOPICS.conferencingUpdated)}$`),
      ),
      expect.stringMatching(new RegExp(`^Warning: .*ask its owner to run .*${toType(TOPICS.catalogUpdated)}$`)),
      expect.stringMatching(new RegExp(`^Warning: .*refuse the change to this login .*${toType(TOPICS.credentials)}$`)),
    ]);
  });

  it('the topics command says in one line that a login may not look, and fails', () => {
    const { code, stdout, warnings } = topics('nobody');
    expect([code, stdout, warnings]).toEqual([
      1,
      '',
      [expect.stringMatching(/refuses .* rights of the topics command/)],
    ]);
  });

  it('the topics command names what it changes, and afterwards only what others own differs', () => {
    const before = topics('topics', '--check');
    expect(before.code).toBe(1);
    expect(before.warnings[0]).toMatch(/run npm run topics$/);
    const { code, stdout } = topics('topics');
    expect(code).toBe(0);
    for (const name of [TOPICS.conferencingUpdated, TOPICS.credentials]) {
      expect(stdout).toContain(
        `${name}: changed\n    max.compaction.lag.ms: 9223372036854775807 before, 604800000 now\n`,
      );
    }
    const { stdout: json } = topics('topics', '--check', '--json');
    const reports = JSON.parse(json) as { name: string; state: string; settings: Record<string, string> }[];
    expect(reports.filter(({ state }) => state !== 'as_defined').map(({ name }) => name)).toEqual([
      TOPICS.catalogUpdated,
    ]);
    expect(reports[0]?.settings).toMatchObject({ partitions: '6', 'cleanup.policy': 'compact' });
  });

  it('everything works', async () => {
    await world.start({}, undefined, {
      conferencing: broker.settingsOf(LOGINS.conferencing!),
      'read-models': broker.settingsOf(LOGINS['read-models']!),
      topics: broker.settingsOf(LOGINS['topics command']!),
    });
    staff = await staffOf(await world.tenant());
    const { tenant } = staff;
    const pair = (await pairsOf(tenant, 1, 1))[0]!;
    const version = await assign(staff, pair, staff.anna);
    const ask = new Caller(world.system.readModels.url, tenant.api.headers);
    await eventually(async () => (await ask.get(`${pair.conferencing}?min_version=${version}`)).status === 200, {
      timeoutMs: 60_000,
      what: 'the read model to show the pair to its token',
    });
    const id = newId('service');
    const producer = open().producer();
    await producer.send(TOPICS.catalogUpdated, [
      catalogRecord(tenant.accountId, 'service.upserted', 1, { id, name: 'From the topic' }),
    ]);
    await producer.close();
    await eventually(async () => (await tenant.api.get(`/v1/services/${id}`)).status === 200, {
      timeoutMs: 60_000,
      what: 'the catalog to be read',
    });
    const env = opsAs(LOGINS['npm run ops']!);
    for (const command of [['reconcile', '--repair'], ['rebuild'], ['topics', 'adopt', TOPICS.conferencingUpdated]]) {
      expect([command, await opsInProcess(env, command)]).toEqual([command, expect.objectContaining({ code: 0 })]);
    }
    await eventually(async () => (await opsInProcess(env, ['status'])).code === 0, { timeoutMs: 60_000 });
    const doctor = await opsInProcess(env, ['doctor']);
    const wrong = doctor.text.split('\n').filter((line) => line.startsWith('WRONG'));
    // Word for word, and nothing behind what is to be typed.
    const { warnings } = topics('topics', '--check');
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`${toType(TOPICS.catalogUpdated)}$`))]);
    expect(wrong.map((line) => line.replace(/^WRONG +topic catalog\.updated +/, 'Warning: '))).toEqual(warnings);
  });

  describe('a login with half of the rights', () => {
    beforeAll(async () => {
      // There is something to do: a user who is gone at Zoom, and a pair that does not show what it depends on.
      await staff.tenant.zoomUsers([{ id: 'u-anna', email: 'anna@example.com' }]);
      await staff.tenant.sync(staff.connection.path);
      const asked = async (...command: string[]) =>
        JSON.parse((await opsInProcess(opsAs(LOGINS['npm run ops']!), [...command, '--json'])).text);
      const settled = async () => {
        const [{ pending }, { partitions }] = [await asked('outbox', 'status'), await asked('partitions', 'list')];
        return pending === 0 && partitions.every(({ lag }: { lag: string }) => lag === '0');
      };
      await eventually(settled, { timeoutMs: 60_000, what: 'all changes to be published and applied' });
      const client = new Client({ connectionString: world.system.databases.conferencing.url });
      await client.connect();
      await client.query(`UPDATE external_users SET status = 'inactive' WHERE id = $1`, [staff.anna]);
      await client.end();
    });

    const refused = /^Kafka refuses this to the login: give it the right, .*\n$/;
    const noGroup = /^Kafka gives the login no group .*: give it the right to read groups .*\n$/;
    it.each<[string, string, (staff: Staff) => string[], RegExp]>([
      ['without-records', 'reconcile', () => ['--repair'], refused],
      ['without-records', 'rebuild', () => ['current'], refused],
      ['without-records', 'topics', () => ['adopt', TOPICS.conferencingUpdated], refused],
      ['without-records', 'forget', ({ carl }) => ['external_user', carl, '--yes'], refused],
      ['without-groups', 'forget', ({ carl }) => ['external_user', carl, '--yes'], noGroup],
    ])('%s gets one line that says so from ops %s, and nothing is changed', async (login, command, args, said) => {
      const databases = Object.values(world.system.databases).map(({ url }) => url);
      const before = await Promise.all(databases.map(contentsOf));
      const { code, text } = await opsInProcess(opsAs(login), [command, ...args(staff)]);
      expect([code, text]).toEqual([1, expect.stringMatching(said)]);
      expect(await Promise.all(databases.map(contentsOf))).toEqual(before);
    });
  });
});
