import { once } from 'node:events';
import { KafkajsKafka, readKafkaSettings, readTopic } from '@conferencing/messaging';
import { freePorts } from '@conferencing/servers';
import {
  createTestDatabase,
  eventually,
  type PrivateKafka,
  startPrivateKafka,
  type TestDatabase,
} from '@conferencing/testing';
import { buildPackages, Outside } from './outside.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const TOPIC = 'orders.changed';

interface Changed {
  id: string;
  version: number;
}

describe('a service with events of its own, outside of the repository', () => {
  let broker: PrivateKafka;
  let database: TestDatabase;
  let outside: Outside;
  let port: number;
  beforeAll(async () => {
    const tarballs = await buildPackages();
    [broker, database, [port = 0]] = await Promise.all([
      startPrivateKafka(),
      createTestDatabase('orders'),
      freePorts(1),
    ]);
    outside = new Outside('orders');
    outside.useTarballs(tarballs);
    await outside.do('npm', ['install', '--no-audit', '--no-fund']);
    await outside.do('npx', ['tsc']);
  }, 300_000);
  afterAll(async () => {
    await outside?.remove();
    await broker?.stop();
    await database?.drop();
  });

  const environment = () => ({ DATABASE_URL: database.url, KAFKA_BROKERS: broker.brokers, PORT: String(port) });
  const start = () => outside.start('node', ['dist/main.js'], environment());
  const parked = async (...args: string[]) => outside.do('node', ['dist/parked.js', ...args], environment());

  async function ask(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  }

  async function place(customer: string, cents: number): Promise<Changed> {
    const placed = await eventually(() => ask('POST', '/orders', { customer, cents }).catch(() => undefined));
    expect(placed.status).toBe(201);
    return placed.body as Changed;
  }

  /** The versions of each order in the topic, in order of offset; 'gone' for a tombstone. */
  async function published(): Promise<Record<string, (number | 'gone' | 'malformed')[]>> {
    const kafka = new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: broker.brokers }), silent);
    const versions: Record<string, (number | 'gone' | 'malformed')[]> = {};
    await readTopic(kafka, TOPIC, {
      onRecords: async (records) => {
        for (const { key, value, headers } of records) {
          const version = Number(headers.ce_sequence) || 'malformed';
          (versions[String(key)] ??= []).push(value === null ? 'gone' : version);
        }
      },
    });
    return versions;
  }

  /** Repeated records left out: a crash may send a record again. */
  const withoutRepeats = (versions: unknown[] = []) => versions.filter((one, index) => versions.indexOf(one) === index);
  const spent = async (customer: string) => (await ask('GET', `/customers/${customer}`)).body;

  it('says which migration is missing, and how to run it', async () => {
    const [code] = await once(start(), 'exit');
    expect(code).toBe(1);
    expect(outside.errors).toBe('The database lacks 0001-outbox. Run: npm run migrate\n');
    const unset = await outside.do('node', ['dist/main.js']).catch((error: Error) => error.message);
    expect(unset).toMatch(/Wrong settings:\n {2}DATABASE_URL: is required\n$/);
    expect(await outside.do('node', ['dist/migrate.js'], environment())).toContain('orders.changed: created');
  });

  it.each([
    ['the database', 'main', { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/a' }, /ECONNREFUSED.*Look at DATABASE_URL\.$/],
    ['the database', 'migrate', { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/a' }, /ECONNREFUSED.*Look at DATABASE_URL/],
    ['Kafka', 'migrate', { KAFKA_BROKERS: '127.0.0.1:9' }, /Look at DATABASE_URL and KAFKA_BROKERS\.$/],
    ['the database', 'parked', { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/a' }, /ECONNREFUSED/],
  ])('says in one line that it does not reach %s (%s)', async (_, program, missing, line) => {
    const { code, lines } = await outside.fail('node', [`dist/${program}.js`], { ...environment(), ...missing });
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(1);
  });

  it('says that its port is wrong', async () => {
    const wrong = await outside.fail('node', ['dist/main.js'], { ...environment(), PORT: 'http' });
    expect(wrong).toEqual({ code: 1, lines: ['Wrong settings:', '  PORT: expected a port'] });
  });

  it('publishes each change of an order in order, and builds its table from the topic', async () => {
    start();
    const { id } = await place('ada', 1_250);
    expect(await ask('POST', `/orders/${id}/pay`)).toEqual({ status: 200, body: { id, version: 2 } });
    expect((await ask('POST', `/orders/${id}/pay`)).status).toBe(409);
    expect((await ask('POST', '/orders', { customer: 'ada', cents: -1, colour: 'red' })).status).toBe(422);
    await eventually(async () => (await published())[id]?.length === 2);
    expect((await published())[id]).toEqual([1, 2]);
    await eventually(async () => JSON.stringify(await spent('ada')) === '{"orders":1,"cents":1250}');
    await ask('DELETE', `/orders/${id}`);
    await eventually(async () => JSON.stringify(await spent('ada')) === '{"orders":0,"cents":0}');
    expect((await published())[id]).toEqual([1, 2, 'gone']);
  });

  it('loses nothing when it is killed between a commit and its event', async () => {
    await broker.process.kill();
    const placed = await Promise.all(['bo', 'bo', 'bo'].map((customer) => place(customer, 100)));
    for (const { id } of placed) expect((await ask('POST', `/orders/${id}/pay`)).status).toBe(200);
    await outside.kill();
    await broker.restart();
    // Right after its start the broker leads no partition yet.
    const before = await eventually(published);
    expect(placed.map(({ id }) => before[id])).toEqual([undefined, undefined, undefined]);
    start();
    await eventually(
      async () => JSON.stringify(await spent('bo').catch(() => undefined)) === '{"orders":3,"cents":300}',
      {
        timeoutMs: 90_000,
      },
    );
    const after = await published();
    expect(placed.map(({ id }) => withoutRepeats(after[id]))).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it('parks a malformed record, lets only its order wait, and goes on when it is given up', async () => {
    const [broken, other] = [await place('cy', 500), await place('di', 700)];
    const kafka = new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: broker.brokers }), silent);
    await eventually(async () => (await published())[broken.id] !== undefined);
    const producer = kafka.producer();
    await producer.connect();
    await producer.send(TOPIC, [{ key: broken.id, value: '{"cents": "many"' }]);
    await producer.close();
    await eventually(async () => (await parked()).includes('parked'));
    for (const { id } of [broken, other]) await ask('POST', `/orders/${id}/pay`);
    await eventually(async () => JSON.stringify(await spent('di')) === '{"orders":1,"cents":700}');
    await eventually(async () => (await parked()).includes('waiting'));
    expect(await spent('cy')).toEqual({ orders: 0, cents: 0 });
    const [first = ''] = (await parked()).split('\n').filter((line) => line.includes(' parked '));
    expect(await parked('discard', first.split(' ')[0]!)).toContain('discarded: 1');
    await eventually(async () => JSON.stringify(await spent('cy')) === '{"orders":1,"cents":500}');
    expect(await parked()).toBe('');
  });

  it('ends with code 0 on SIGTERM', async () => {
    expect(await outside.end('SIGTERM')).toBe(0);
    for (const [command, seconds] of outside.took) console.info(`orders: ${command}: ${seconds.toFixed(1)} s`);
  });
});
