import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TOPICS } from '@conferencing/contracts';
import { repository } from '@conferencing/servers';
import { type AppProcess, eventually, kafkaProgram, startApp, TcpGate } from '@conferencing/testing';
import { Client } from 'pg';
import { Prometheus } from './alerts/prometheus.js';
import { Runbook } from './alerts/runbook.js';
import { Caller } from './api/caller.js';
import type { Pair } from './api/tenant.js';
import { Cli } from './ops/cli.js';
import { Topic } from './ops/topic.js';
import { WorldWithBroker } from './own-broker.js';
import { assign, pairsOf, type Staff, staffOf } from './read-models/staff.js';

const RULES = readFileSync(join(repository, 'deploy/prometheus/alerts.yml'), 'utf8');

/** Milliseconds; most of them are waited by the rules and by what counts as an outage. */
const TEST_TIMEOUT_MS = 400_000;

/** Each alert is made to fire by a fault, its page is typed, and it clears once the fault is gone. */
describe('an alert fires and clears', () => {
  const world = new WorldWithBroker();
  const tried = new Set<string>();
  let prometheus: Prometheus;
  let staff: Staff;
  /** One more process of conferencing, with few connections and a way to its database that can be shut. */
  let second: AppProcess;
  let gate: TcpGate;

  beforeAll(async () => {
    await world.start({ LOG_LEVEL: 'silent' });
    const url = new URL(world.system.databases.conferencing.url);
    gate = new TcpGate({ host: url.hostname, port: Number(url.port) });
    await gate.open();
    url.host = `127.0.0.1:${gate.port}`;
    const settings = { ...world.system.conferencingSettings, LOG_LEVEL: 'silent', DATABASE_POOL_SIZE: '4' };
    second = await startApp('conferencing', { ...settings, DATABASE_URL: url.href });
    prometheus = await Prometheus.start({
      conferencing: [world.system.conferencing.url, second.url],
      'read-models': [world.system.readModels.url],
    });
    staff = await staffOf(await world.tenant());
    await eventually(async () => (await prometheus.alerts()).every(({ state }) => state !== 'firing'), {
      timeoutMs: 60_000,
    });
  });
  afterAll(async () => {
    await prometheus?.stop();
    await second?.stop();
    await gate?.shut();
    await world.stop();
  });

  const newPair = async (): Promise<Pair> => (await pairsOf(staff.tenant, 1, 1))[0]!;
  const write = async () => assign(staff, await newPair(), staff.anna);
  /** Waits for the alert, types what its page says to look, and answers the page. */
  async function fires(name: string): Promise<Runbook> {
    tried.add(name);
    const { annotations } = await prometheus.fires(name);
    expect(annotations.summary).toMatch(/^\S.*\.$/);
    const page = new Runbook(annotations.runbook_url!, world);
    expect(await page.look()).not.toBe('');
    return page;
  }
  async function locked(
    database: 'conferencing' | 'readModels',
    table: string,
    during: () => Promise<void>,
    mode = 'ACCESS EXCLUSIVE',
  ) {
    const client = new Client({ connectionString: world.system.databases[database].url });
    await client.connect();
    try {
      await client.query(`BEGIN; LOCK TABLE ${table} IN ${mode} MODE`);
      await during();
    } finally {
      await client.end();
    }
  }

  it(
    'when a process is frozen: ProcessDown, NoProcess',
    async () => {
      world.system.readModels.process.signal('SIGSTOP');
      try {
        await fires('ProcessDown');
        await fires('NoProcess');
      } finally {
        world.system.readModels.process.signal('SIGCONT');
      }
      await prometheus.clears('NoProcess');
      await prometheus.clears('ProcessDown');
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when the broker stops to answer: EventsWait, CredentialsWait, ConsumerNotReady',
    async () => {
      const pair = await newPair();
      world.broker.signal('SIGSTOP');
      try {
        await assign(staff, pair, staff.anna);
        await world.tenant();
        await fires('EventsWait');
        await fires('CredentialsWait');
        await fires('ConsumerNotReady');
      } finally {
        world.broker.signal('SIGCONT');
      }
      for (const name of ['EventsWait', 'CredentialsWait', 'ConsumerNotReady']) await prometheus.clears(name);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when the broker has crashed: ConsumerNotReady',
    async () => {
      await world.broker.kill();
      try {
        await fires('ConsumerNotReady');
      } finally {
        await world.restartBroker();
      }
      await prometheus.clears('ConsumerNotReady');
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when a table of the read models is locked: ConsumerBehind, PartitionStandsStill',
    async () => {
      await locked('readModels', 'projection.conferencing_current', async () => {
        await write();
        await fires('ConsumerBehind');
        await fires('PartitionStandsStill');
      });
      await prometheus.clears('PartitionStandsStill');
      await prometheus.clears('ConsumerBehind');
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when a record is garbage: RecordsParked',
    async () => {
      const topic = new Topic(world);
      const { key } = await newPair();
      await topic.send({ key, value: 'no json' });
      const page = await fires('RecordsParked');
      const { parked } = (await Cli.of(world).json('parked', 'list', '--key', key)).body;
      await page.mend({ id: parked[0].id });
      await prometheus.clears('RecordsParked');
      await topic.close();
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when the broker refuses a record: KeysBlocked',
    async () => {
      await alterTopic('max.message.bytes', '300');
      const pair = await newPair();
      await assign(staff, pair, staff.anna);
      const page = await fires('KeysBlocked');
      await alterTopic('max.message.bytes', '1048588');
      await page.mend({ key: pair.key });
      await prometheus.clears('KeysBlocked');
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when requests wait for the database: PoolExhausted',
    async () => {
      const api = new Caller(second.url, { authorization: `Bearer ${staff.tenant.token}` });
      const { conferencing } = await newPair();
      let asked: Promise<unknown>[] = [];
      // As an index that is made without CONCURRENTLY: reads go on, and each write waits with a connection.
      const indexed = async () => {
        const body = { connected_account_id: staff.connection.id, external_user_id: staff.anna };
        asked = Array.from({ length: 16 }, () => api.put(conferencing, body));
        await fires('PoolExhausted');
      };
      await locked('conferencing', 'service_providers', indexed, 'SHARE');
      await Promise.allSettled(asked);
      await prometheus.clears('PoolExhausted');
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when a process loses its database: RequestsFail, PartitionsWithoutOwner',
    async () => {
      const api = new Caller(second.url, { authorization: `Bearer ${staff.tenant.token}` });
      const asking = new AbortController();
      const asked = (async () => {
        while (!asking.signal.aborted) {
          await api.get('/v1/services');
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      await gate.shut();
      try {
        await fires('RequestsFail');
      } finally {
        await gate.open();
      }
      await prometheus.clears('RequestsFail');
      asking.abort();
      await asked;
      await shareOfPartitions();
      await second.process.kill();
      await fires('PartitionsWithoutOwner');
      await prometheus.clears('PartitionsWithoutOwner');
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when nobody lists the users of a connection: FullSyncOverdue',
    async () => {
      await fires('FullSyncOverdue');
      // The figure is as old as half a minute, and the limit of the test no longer than that.
      const syncing = setInterval(() => void staff.tenant.sync(staff.connection.path).catch(() => undefined), 1_000);
      await prometheus.clears('FullSyncOverdue').finally(() => clearInterval(syncing));
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'when Zoom refuses the credentials: ConnectionBroken',
    async () => {
      await staff.tenant.fault('revoked');
      expect((await staff.tenant.api.post(`${staff.connection.path}/external_users/sync`)).status).toBeGreaterThan(399);
      await fires('ConnectionBroken');
      await staff.tenant.noFaults();
      expect((await staff.tenant.api.post('/v1/connected_accounts', staff.tenant.connection)).status).toBeLessThan(300);
      await prometheus.clears('ConnectionBroken');
    },
    TEST_TIMEOUT_MS,
  );

  it('and no alert of the rules was left out', () => {
    const all = [...RULES.matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
    expect([...tried].sort()).toEqual(all.sort());
  });

  async function shareOfPartitions(): Promise<void> {
    await eventually(
      async () => /^outbox_leases_owned [1-9]/m.test((await new Caller(second.url).get('/metrics')).text),
      { timeoutMs: 60_000, what: 'the second process to own partitions' },
    );
  }

  async function alterTopic(setting: string, value: string): Promise<void> {
    const { java, jars } = await kafkaProgram();
    const program = join(__dirname, 'alerts/java/AlterTopic.java');
    const words = [program, world.brokers, TOPICS.conferencingUpdated, setting, value];
    await promisify(execFile)(java, ['-XX:TieredStopAtLevel=1', '-cp', join(jars, '*'), ...words]);
  }
});
