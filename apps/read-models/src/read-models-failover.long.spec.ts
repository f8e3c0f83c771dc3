import {
  eventually,
  type PrivateKafka,
  type PrivatePostgres,
  type Standby,
  startPrivateKafka,
  startPrivatePostgres,
  startStandby,
  TcpGate,
} from '@conferencing/testing';
import { Client } from 'pg';
import { event, id } from './projections/events.fixture.js';
import {
  createTopic,
  kafkaAt,
  migratedDatabase,
  type Publisher,
  publisherTo,
  type RunningReadModels,
  startReadModels,
} from './read-models.fixture.js';
import { openStream, type SseReader } from './stream/sse-reader.fixture.js';

const account = id('acct', 1);
const LIMITS = { timeoutMs: 120_000, intervalMs: 100 };

/** The standby has nothing of what was applied after it was made: it lags like an asynchronous one. */
describe('read models whose database fails over to a standby that lags', () => {
  let primary: PrivatePostgres;
  let standby: Standby;
  let gate: TcpGate;
  let kafka: PrivateKafka;
  let topic: Publisher;
  let readModels: RunningReadModels;
  let stream: SseReader;
  let name: string;

  beforeAll(async () => {
    [primary, kafka] = await Promise.all([startPrivatePostgres(), startPrivateKafka()]);
    const { url } = await migratedDatabase(20, primary.url);
    name = new URL(url).pathname;
    standby = await startStandby(primary);
    gate = new TcpGate({ host: '127.0.0.1', port: primary.port });
    await gate.open();
    await createTopic(kafkaAt(kafka.brokers));
    topic = await publisherTo(kafkaAt(kafka.brokers));
    const through = new URL(url);
    through.port = String(gate.port);
    readModels = await startReadModels(through.href, kafka.brokers, { LOG_LEVEL: 'silent' });
    stream = await openStream(readModels.url, account);
  });
  afterAll(async () => {
    stream?.close();
    await readModels?.close();
    await topic?.close();
    await gate?.shut();
    await Promise.all([standby?.stop(), primary?.stop(), kafka?.stop()]);
  });

  const shown = async (service: number) =>
    readModels.get(`/v1/services/${id('srv', service)}/providers/${id('prov', 1)}/conferencing`, account);
  const shows = (...services: number[]) =>
    eventually(async () => {
      const answers = await Promise.all(services.map(shown));
      return answers.every(({ status }) => status === 200);
    }, LIMITS);
  const services = (first: number) => Array.from({ length: 30 }, (_, n) => first + n);
  const publish = (wanted: number[]) => topic.publish(...wanted.map((service) => event({ service })));
  const leadTo = async (port: number) => {
    await gate.shut();
    gate.to = { host: '127.0.0.1', port };
    await gate.open();
  };

  it('answer while it takes no writes, and in the end show each change, once in the history and to an open stream', async () => {
    const [before, meanwhile, after] = [services(100), services(200), services(300)];
    await publish(before);
    await shows(...before);

    await primary.process.kill();
    await leadTo(standby.port);
    await publish(meanwhile);
    await eventually(async () => (await shown(100)).status === 404, LIMITS);
    const list = await readModels.get('/v1/conferencing', account);
    expect(list).toMatchObject({ status: 200, body: { meta: { total_count: 0 } } });

    const client = new Client({
      host: '127.0.0.1',
      port: standby.port,
      user: 'postgres',
      password: 'postgres',
      database: name.slice(1),
    });
    await client.connect();
    await client.query('SELECT pg_promote()');
    await shows(...before, ...meanwhile);
    await publish(after);
    await shows(...after);

    const all = [...before, ...meanwhile, ...after].map((service) => id('srv', service)).toSorted();
    const { rows } = await client.query<{ service_id: string }>('SELECT service_id FROM projection.history ORDER BY 1');
    await client.end();
    expect(rows.map(({ service_id }) => service_id)).toEqual(all);
    const streamed = () => [...new Set(stream.events.map(({ data }) => data.service_id))].toSorted();
    await eventually(() => streamed().length === all.length, LIMITS);
    expect(streamed()).toEqual(all);
  });
});
