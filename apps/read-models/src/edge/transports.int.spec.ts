import { type Pattern, PATTERNS, TOPICS } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { eventually, startPrivateKafka, type PrivateKafka, type TestDatabase } from '@conferencing/testing';
import { type KafkaRecord, readTopic } from '@conferencing/messaging';
import { type ClientKafka, type ClientProxy, ClientProxyFactory, Transport } from '@nestjs/microservices';
import { connect } from 'node:net';
import { once } from 'node:events';
import { Client } from 'pg';
import { firstValueFrom } from 'rxjs';
import { event, id, tombstone } from '../projections/events.fixture.js';
import {
  createTopic,
  kafkaAt,
  migratedDatabase,
  type Publisher,
  publisherTo,
  type RunningReadModels,
  startReadModels,
} from '../read-models.fixture.js';

const account = id('acct', 1);
const pair = { service_id: id('srv', 1), provider_id: id('prov', 1) };
const pairPath = `/v1/services/${pair.service_id}/providers/${pair.provider_id}/conferencing`;

/** Each query over HTTP and over request/reply. */
const QUERIES: [string, string, Pattern, object][] = [
  ['a pair', pairPath, PATTERNS.get, pair],
  [
    'a version to wait for',
    `${pairPath}?min_version=1&wait_ms=100`,
    PATTERNS.get,
    { ...pair, min_version: 1, wait_ms: 100 },
  ],
  [
    'a version that never comes',
    `${pairPath}?min_version=99&wait_ms=10`,
    PATTERNS.get,
    { ...pair, min_version: 99, wait_ms: 10 },
  ],
  [
    'a pair that nobody hosts',
    `/v1/services/${id('srv', 77)}/providers/${id('prov', 1)}/conferencing`,
    PATTERNS.get,
    { service_id: id('srv', 77), provider_id: id('prov', 1) },
  ],
  ['all pairs', '/v1/conferencing', PATTERNS.list, {}],
  ['a page of pairs', '/v1/conferencing?page=2&page_size=3', PATTERNS.list, { page: 2, page_size: 3 }],
  ...(
    [
      ['service_id', id('srv', 2)],
      ['provider_id', id('prov', 1)],
      ['connected_account_id', id('cact', 2)],
      ['external_user_id', id('exusr', 1)],
      ['host_state', 'host_inactive'],
      ['host_state', 'unassigned'],
    ] as const
  ).map(([name, value]): [string, string, Pattern, object] => [
    `pairs by ${name}`,
    `/v1/conferencing?${name}=${value}`,
    PATTERNS.list,
    { [name]: value },
  ]),
  ['hosts', '/v1/hosts', PATTERNS.hosts, {}],
  ['a host', `/v1/hosts/${id('exusr', 1)}`, PATTERNS.hosts, { external_user_id: id('exusr', 1) }],
  ['a host of nothing', `/v1/hosts/${id('exusr', 99)}`, PATTERNS.hosts, { external_user_id: id('exusr', 99) }],
  [
    'the impact of a connection',
    `/v1/connected_accounts/${id('cact', 1)}/impact`,
    PATTERNS.impact,
    { connected_account_id: id('cact', 1) },
  ],
  ['a history', `${pairPath}/history`, PATTERNS.history, pair],
  ['a page out of range', '/v1/conferencing?page=0&page_size=201', PATTERNS.list, { page: 0, page_size: 201 }],
  ['pages that are no numbers', '/v1/hosts?page=x&page_size=1.5', PATTERNS.hosts, { page: 'x', page_size: '1.5' }],
  [
    'an odd filter',
    '/v1/conferencing?service_id=1&host_state=odd',
    PATTERNS.list,
    { service_id: '1', host_state: 'odd' },
  ],
  [
    'a version below 1',
    `${pairPath}?min_version=0&wait_ms=5001`,
    PATTERNS.get,
    { ...pair, min_version: 0, wait_ms: 5001 },
  ],
];

describe('queries', () => {
  let kafka: PrivateKafka;
  let database: TestDatabase;
  let readModels: RunningReadModels;
  let overKafka: ClientKafka;
  let clients: Record<'tcp' | 'kafka', Pick<ClientProxy, 'send' | 'close'>>;

  beforeAll(async () => {
    kafka = await startPrivateKafka();
    database = await migratedDatabase();
    await createTopic(kafkaAt(kafka.brokers));
    readModels = await startReadModels(database.url, kafka.brokers, { QUERY_OVER_KAFKA: 'true' });
    overKafka = ClientProxyFactory.create({
      transport: Transport.KAFKA,
      options: { client: { brokers: [kafka.brokers] }, consumer: { groupId: 'asking' } },
    }) as ClientKafka;
    for (const pattern of Object.values(PATTERNS)) overKafka.subscribeToResponseOf(pattern);
    const overTcp = ClientProxyFactory.create({
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port: readModels.settings.TCP_PORT },
    });
    await Promise.all([overKafka.connect(), overTcp.connect()]);
    clients = { tcp: overTcp, kafka: overKafka };
    const topic = await publisherTo(kafkaAt(kafka.brokers));
    const services = [1, 2, 3, 4, 5, 6, 7];
    await topic.publish(
      ...services.map((service) => event({ service, host: service % 3, connection: (service % 2) + 1 })),
      event({ service: 1, version: 2, host: 1, change: 'reassigned' }),
      event({ service: 2, version: 2, host: 2, hostState: 'host_inactive', change: 'refreshed' }),
      event({ service: 7, version: 2, change: 'cleared' }),
      event({ service: 8, account: 2 }),
    );
    await topic.close();
    for (const service of services) {
      const path = `/v1/services/${id('srv', service)}/providers/${id('prov', 1)}/conferencing`;
      await readModels.get(`${path}?min_version=${[1, 2, 7].includes(service) ? 2 : 1}`, account);
    }
  });

  afterAll(async () => {
    await Promise.all([clients?.tcp.close(), clients?.kafka.close()]);
    await readModels?.close();
    await database?.drop();
    await kafka?.stop();
  });

  const ask = (over: 'tcp' | 'kafka', pattern: Pattern, payload: unknown): Promise<unknown> =>
    firstValueFrom(clients[over].send<unknown, unknown>(pattern, payload)).catch((error: unknown) => ({ error }));

  it.each(QUERIES)('answers %s alike over every transport', async (_name, path, pattern, payload) => {
    const { status, body } = await readModels.get(path, account);
    expect(status).toBeLessThan(500);
    for (const over of ['tcp', 'kafka'] as const) {
      const reply = await ask(over, pattern, { account_id: account, ...payload });
      if (status === 200) {
        expect(reply).toEqual(body);
        continue;
      }
      const { errors } = body as { errors: object[] };
      expect(reply).toMatchObject({ error: errors[0] });
      if (errors.length > 1) expect(reply).toMatchObject({ error: { errors } });
    }
  });

  it('counts the pairs of each host and connection', async () => {
    expect((await readModels.get('/v1/hosts', account)).body).toMatchObject({
      data: [{ service_provider_count: 2 }, { service_provider_count: 2 }, { service_provider_count: 2 }],
      meta: { total_count: 3 },
    });
    expect((await readModels.get(`/v1/hosts/${id('exusr', 2)}`, account)).body).toMatchObject({
      data: { by_host_state: { ready: 1, host_inactive: 1 }, services: [id('srv', 2), id('srv', 5)] },
    });
    expect((await readModels.get(`/v1/connected_accounts/${id('cact', 2)}/impact`, account)).body).toMatchObject({
      data: { by_host_state: { ready: 2 }, services: [id('srv', 3), id('srv', 5)], providers: [id('prov', 1)] },
    });
  });

  it.each([7, 'text', [], {}, { account_id: 'acct_1' }, { account_id: { $ne: 1 }, page: {} }])(
    'tells a caller over TCP that %j is no query',
    async (payload) => {
      for (const pattern of Object.values(PATTERNS)) {
        const reply = await ask('tcp', pattern, payload);
        expect(reply).toMatchObject({ error: { status: expect.stringMatching(/^4/), code: expect.any(String) } });
      }
    },
  );

  it('answers an unknown query over TCP with not_found', async () => {
    for (const pattern of ['conferencing.set', 'constructor', '']) {
      expect(await ask('tcp', pattern as Pattern, {})).toMatchObject({ error: { status: '404', code: 'not_found' } });
    }
  });

  it('accepts no larger query over TCP than a body over HTTP', async () => {
    const large = (mebibytes: number) => ({ account_id: account, ...pair, note: 'x'.repeat(mebibytes * 1_048_576) });
    expect(await ask('tcp', PATTERNS.get, large(0.5))).toMatchObject({ version: 2 });
    expect(await ask('tcp', PATTERNS.get, large(1.1))).toMatchObject({
      error: { status: '413', code: 'payload_too_large' },
    });
    const socket = connect(readModels.settings.TCP_PORT, '127.0.0.1').on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(`9999999#${'x'.repeat(5 * 1_048_576)}`);
    await closed;
    expect(await ask('tcp', PATTERNS.get, { account_id: account, ...pair })).toMatchObject({ version: 2 });
  });

  it('answers over Kafka while other queries wait or cannot be answered', async () => {
    const producer = kafkaAt(kafka.brokers).producer();
    await producer.connect();
    const headers = { kafka_correlationId: '1', kafka_replyTopic: 'nowhere' };
    for (const pattern of Object.values(PATTERNS)) {
      const question = Buffer.from('{"account_id":7}');
      await producer.send(pattern, [
        { key: null, value: null, headers: {} },
        { key: null, value: Buffer.from('garbage'), headers: {} },
        { key: null, value: question, headers },
        { key: null, value: question, headers: { ...headers, kafka_replyTopic: TOPICS.conferencingUpdated } },
        ...['x', '-1', '99'].map((partition) => ({
          key: null,
          value: question,
          headers: { ...headers, kafka_replyTopic: `${pattern}.reply`, kafka_replyPartition: partition },
        })),
      ]);
    }
    await producer.close();
    const late = { account_id: account, ...pair, min_version: 99, wait_ms: 4_000 };
    const waiting = Array.from({ length: 6 }, () => ask('kafka', PATTERNS.get, late));
    for (let time = 0; time < 6; time += 1) {
      const asked = ask('kafka', PATTERNS.get, { account_id: account, ...pair });
      expect(await Promise.race([asked, ...waiting])).toMatchObject({ version: 2 });
    }
    for (const reply of await Promise.all(waiting)) expect(reply).toMatchObject({ error: { code: 'not_yet_visible' } });
  });

  it('asks nothing over Kafka for a caller who has given up', async () => {
    const value = JSON.stringify({ account_id: account, ...pair });
    const question = (correlation: string, age: number) => ({
      value,
      partition: 0,
      timestamp: String(Date.now() - age),
      headers: {
        'timeout-ms': '2000',
        kafka_correlationId: correlation,
        kafka_replyTopic: `${PATTERNS.get}.reply`,
        kafka_replyPartition: '0',
      },
    });
    const messages = [question('late', 60_000), question('in-time', 0)];
    await overKafka.producer.send({ topic: PATTERNS.get, messages });
    const answered = new Set<string>();
    const onRecords = (records: KafkaRecord[]) => {
      for (const { headers } of records) answered.add(String(headers.kafka_correlationId));
    };
    await eventually(async () => {
      await readTopic(kafkaAt(kafka.brokers), `${PATTERNS.get}.reply`, { onRecords });
      return answered.has('in-time');
    });
    expect(answered).not.toContain('late');
  });

  it('counts reads over Kafka separately from many waits for a version', async () => {
    const late = { account_id: account, ...pair, min_version: 99, wait_ms: 5_000 };
    const came: { error?: { code: string } }[] = [];
    const waiting = Array.from({ length: 600 }, async () => {
      came.push((await ask('kafka', PATTERNS.get, late)) as (typeof came)[number]);
    });
    const count = (code: string) => came.filter(({ error }) => error?.code === code).length;
    await eventually(() => count('rate_limited') > 0);
    expect(await ask('kafka', PATTERNS.get, { account_id: account, ...pair })).toMatchObject({ version: 2 });
    expect(count('not_yet_visible')).toBe(0);
    await Promise.all(waiting);
    expect(count('not_yet_visible') + count('rate_limited')).toBe(600);
  });

  it('answers thousands at once', async () => {
    const asked = Array.from({ length: 5_000 }, (_, n) => {
      const service_id = id('srv', 1 + (n % 8));
      return ask('tcp', PATTERNS.get, { account_id: account, ...pair, service_id });
    });
    const replies = (await Promise.all(asked)) as { version?: number; error?: { status: string } }[];
    const outcome = replies.slice(0, 8).map(({ version, error }) => version ?? error?.status);
    expect(outcome).toEqual([2, 2, 1, 1, 1, 1, '404', '404']);
    expect(replies.every((reply, n) => (reply.version ?? reply.error?.status) === outcome[n % 8])).toBe(true);
  });

  it('answers all open queries before it shuts down', async () => {
    const ending = await startReadModels(database.url, kafka.brokers);
    const client = ClientProxyFactory.create({
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port: ending.settings.TCP_PORT },
    });
    await client.connect();
    const late = { account_id: account, ...pair, min_version: 99, wait_ms: 3_000 };
    const asked = firstValueFrom(client.send<unknown, unknown>(PATTERNS.get, late)).catch((error: unknown) => error);
    await eventually(async () => /waiters 1$/m.test(await (await fetch(`${ending.url}/metrics`)).text()));
    await ending.close();
    expect(await asked).toMatchObject({ status: '409', code: 'not_yet_visible' });
    client.close();
  });

  describe('about changes that come in', () => {
    const owner = 3;
    const newcomer = id('acct', owner);
    const pathOf = (service: number) => `/v1/services/${id('srv', service)}/providers/${id('prov', 1)}/conferencing`;
    let topic: Publisher;
    beforeAll(async () => (topic = await publisherTo(kafkaAt(kafka.brokers))));
    afterAll(() => topic?.close());

    /** Reads the database, not the process under test. */
    const isApplied = async (service: number): Promise<boolean> => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      try {
        const found = await client.query('SELECT 1 FROM projection.history WHERE service_id = $1', [
          id('srv', service),
        ]);
        return found.rowCount === 1;
      } finally {
        await client.end();
      }
    };

    it('are answered with what an event said, as soon as the awaited version is visible', async () => {
      const assigned = event({ service: 101, account: owner, host: 7 });
      const answer = readModels.get(`${pathOf(101)}?min_version=1`, newcomer);
      await topic.publish(assigned);
      expect(await answer).toEqual({
        status: 200,
        body: { data: assigned.data, version: 1, host_state: 'ready', updated_at: assigned.occurred_at },
      });
    });

    it('do not keep them from being applied, though they hold all of their connections', async () => {
      const queries = readModels.app.get(Database);
      const over = new AbortController();
      const hold = async () => {
        if (!over.signal.aborted) await once(over.signal, 'abort');
      };
      const taken = Array.from({ length: readModels.settings.DATABASE_POOL_SIZE }, () => queries.session(hold));
      try {
        await topic.publish(event({ service: 105, account: owner }));
        expect(await eventually(() => isApplied(105))).toBe(true);
      } finally {
        over.abort();
        await Promise.allSettled(taken);
      }
    });

    it('are answered with 409 if the awaited version does not arrive in time', async () => {
      const answer = await readModels.get(`${pathOf(404)}?min_version=1&wait_ms=20`, newcomer);
      expect(answer).toMatchObject({ status: 409, body: { errors: [{ code: 'not_yet_visible' }] } });
    });

    it('find nothing for a pair that was cleared, or that belongs to another account', async () => {
      const cleared = { service: 102, account: owner, version: 2, change: 'cleared' } as const;
      await topic.publish(event({ service: 102, account: owner }), event(cleared));
      expect(await readModels.get(`${pathOf(102)}?min_version=2`, newcomer)).toMatchObject({ status: 404 });
      await topic.publish(event({ service: 103, account: 4 }));
      expect(await readModels.get(`${pathOf(103)}?min_version=1`, id('acct', 4))).toMatchObject({ status: 200 });
      expect(await readModels.get(pathOf(103), newcomer)).toMatchObject({ status: 404 });
    });

    it('go on with the versions of a pair that comes back after it had left', async () => {
      const pairOf = { service: 104, account: owner };
      await topic.publish(
        event(pairOf),
        event({ ...pairOf, version: 2, change: 'cleared' }),
        tombstone({ service: 104, version: 2 }),
        event({ ...pairOf, version: 3, change: 'assigned' }),
      );
      expect(await readModels.get(`${pathOf(104)}?min_version=3`, newcomer)).toMatchObject({ body: { version: 3 } });
    });
  });

  it('survives invalid requests on its TCP port', async () => {
    for (const garbage of ['garbage', '5#{"a":', '9999999999#x', '-1#{}', '2#{}', '4#null', '\0\0\0']) {
      const socket = connect(readModels.settings.TCP_PORT, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.end(garbage);
      await once(socket, 'close');
    }
    expect(await ask('tcp', PATTERNS.get, { account_id: account, ...pair })).toMatchObject({ version: 2 });
  });
});
