import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { Database, openPool } from '@conferencing/database';
import { eventually, requiredSetting, type TestDatabase } from '@conferencing/testing';
import { changeAll } from '../projections/change-all.js';
import { event, type EventShape, id, projected } from '../projections/events.fixture.js';
import { migratedDatabase, PLATFORM_TOKEN, type RunningReadModels, startReadModels } from '../read-models.fixture.js';
import { ConferencingStream } from './conferencing-stream.js';
import { READ_TRIMMED } from './read-stream.sql.js';
import { openStream, type StreamedEvent } from './sse-reader.fixture.js';

const account = id('acct', 1);

describe('stream', () => {
  let test: TestDatabase;
  let database: Database;
  let one: RunningReadModels;
  let other: RunningReadModels;

  const start = () => startReadModels(test.url, requiredSetting('TEST_KAFKA_BROKERS'));

  /** Like the consumer, in one transaction. */
  const happen = (lane: number, ...shapes: EventShape[]) =>
    database.transaction((tx) => changeAll(lane, shapes.map(projected))(tx));

  const versionsOf = (events: StreamedEvent[]) =>
    events.map(({ data }) => `${data.service_id.slice(-3)} ${data.version}`);

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 4, applicationName: 'test' }, () => undefined));
    [one, other] = await Promise.all([start(), start()]);
  });

  afterAll(async () => {
    await Promise.all([one?.close(), other?.close()]);
    await database?.pool.end();
    await test?.drop();
  });

  it('sends the changes of the account alone, from now on', async () => {
    await happen(0, { service: 1 });
    const stream = await openStream(one.url, account);
    await happen(0, { service: 1, version: 2 }, { service: 1, account: 2 });
    await happen(1, { service: 2 });
    const events = await stream.received(2);
    expect(versionsOf(events)).toEqual(['001 2', '002 1']);
    expect(events[0]?.data).toEqual(event({ service: 1, version: 2 }));
    stream.close();
  });

  it('sends what matches a filter, including the change that removes a host', async () => {
    const stream = await openStream(one.url, account, `?external_user_id=${id('exusr', 1_005)}`);
    await happen(2, { service: 10, host: 4 }, { service: 10, version: 2, host: 5 }, { service: 11, host: 1_005 });
    expect(versionsOf(await stream.received(2))).toEqual(['00a 2', '00b 1']);
    stream.close();
  });

  it('misses nothing that other streams receive while it looks at what was deleted', async () => {
    const [watching, before] = await Promise.all(
      [61, 60].map((service) => openStream(one.url, account, `?service_id=${id('srv', service)}`)),
    );
    await happen(3, { service: 60 });
    const [first] = await before!.received(1);
    before!.close();
    const queries = one.app.get(Database);
    const query = queries.query.bind(queries);
    let looks = 0;
    const slow = jest.spyOn(queries, 'query').mockImplementation(async (statement, values) => {
      const rows = await query(statement, values);
      if (statement !== READ_TRIMMED) return rows;
      looks += 1;
      await happen(3, { service: 61, version: looks }, { service: 60, version: looks + 1 });
      await watching!.received(looks);
      return rows;
    });
    const resumed = await openStream(one.url, account, `?service_id=${id('srv', 60)}`, first?.id);
    await eventually(() => looks === 2);
    slow.mockRestore();
    await happen(3, { service: 60, version: 9 });
    await eventually(() => resumed.events.some(({ data }) => data.version === 9));
    expect(versionsOf(resumed.events)).toEqual(['03c 2', '03c 3', '03c 9']);
    for (const stream of [watching!, resumed]) stream.close();
  });

  it('resumes on another process without a gap or a repetition, while changes go on', async () => {
    const seen: StreamedEvent[] = [];
    let version = 0;
    const stop = new AbortController();
    const writer = (async () => {
      while (!stop.signal.aborted) {
        version += 1;
        await happen(
          version % 3,
          ...[20, 21, 22].map((service) => ({ service: service + (version % 3) * 10, version })),
        );
      }
    })();
    let lastId: string | undefined;
    try {
      for (let turn = 0; turn < 6; turn += 1) {
        const stream = await openStream((turn % 2 ? one : other).url, account, '', lastId);
        const from = turn === 0 ? 1 : 20;
        seen.push(...(await stream.received(from)).slice());
        stream.close();
        lastId = seen.at(-1)?.id;
      }
    } finally {
      stop.abort();
      await writer;
    }
    const last = await openStream(one.url, account, '', lastId);
    await happen(5, { service: 999 });
    await eventually(() => last.events.some(({ data }) => data.service_id === id('srv', 999)));
    seen.push(...last.events);
    last.close();
    const byPair = new Map<string, number[]>();
    for (const { data } of seen) byPair.set(data.service_id, [...(byPair.get(data.service_id) ?? []), data.version]);
    byPair.delete(id('srv', 999));
    for (const versions of byPair.values()) {
      const first = versions[0] ?? 0;
      expect(versions).toEqual(versions.map((_, place) => first + place * 3));
      expect(versions.at(-1)).toBeGreaterThan(version - 3);
    }
    expect(byPair.size).toBe(9);
  });

  it('resumes after the process was restarted', async () => {
    const stream = await openStream(other.url, account);
    await happen(0, { service: 50 });
    const [first] = await stream.received(1);
    await other.close();
    await eventually(() => stream.ended);
    await happen(0, { service: 50, version: 2 });
    other = await start();
    const again = await openStream(other.url, account, '', first?.id);
    await happen(0, { service: 50, version: 3 });
    expect(versionsOf(await again.received(2))).toEqual(['032 2', '032 3']);
    again.close();
  });

  it('refuses an id that no process has issued', async () => {
    const beyond = Buffer.from('0:999999999').toString('base64url');
    for (const lastId of ['nonsense', '%', beyond]) {
      const answer = await one.get('/v1/conferencing/stream', account, { 'last-event-id': lastId });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'malformed_request' }] } });
    }
    const filter = await one.get('/v1/conferencing/stream?service_id=1&host_state=odd', account);
    expect(filter).toMatchObject({ status: 422, body: { errors: [{}, {}] } });
  });

  it('has nothing to send to a HEAD request', async () => {
    const call = request(`${one.url}/v1/conferencing/stream`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${PLATFORM_TOKEN}`, 'x-account-id': account },
    }).end();
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    expect(answer.headers['content-type']).toMatch(/^text\/event-stream/);
    await once(answer.resume(), 'end');
  });

  it('treats an empty id as absent, and issues none', async () => {
    const stream = await openStream(one.url, id('acct', 4), '', '');
    await happen(0, { service: 70, account: 4 });
    expect(versionsOf(await stream.received(1))).toEqual(['046 1']);
    stream.close();
  });

  it('does not delay a shutdown for a client that does not read', async () => {
    const ending = await start();
    const slow = await openStream(ending.url, id('acct', 5));
    const quick = await openStream(ending.url, id('acct', 5));
    slow.pause();
    const owed = () =>
      [...ending.app.get(ConferencingStream)['clients']()].reduce((sum, { sink }) => sum + sink.pendingBytes, 0);
    for (let count = 100; owed() === 0; count += 100) {
      await happen(3, ...Array.from({ length: 100 }, (_, n) => ({ account: 5, service: 100_000 + count + n })));
      await quick.received(count);
    }
    const startedAt = performance.now();
    await ending.close();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(quick.ended).toBe(true);
  });

  it('disconnects a client that does not read, and keeps all others', async () => {
    const slow = await openStream(one.url, id('acct', 3));
    const quick = await openStream(one.url, id('acct', 3));
    slow.pause();
    let count = 0;
    const openStreams = async () =>
      /read_models_streams (\d+)/.exec(await (await fetch(`${one.url}/metrics`)).text())?.[1];
    while ((await openStreams()) !== '1') {
      await happen(4, ...Array.from({ length: 100 }, (_, n) => ({ account: 3, service: 5_000 + count + n })));
      count += 100;
      await quick.received(count);
    }
    expect(new Set(quick.events.map(({ data }) => data.service_id)).size).toBe(count);
    quick.close();
  });

  it('puts no other answer into the body of a stream whose client sends garbage', async () => {
    const { hostname, port } = new URL(one.url);
    const socket = connect(Number(port), hostname);
    const head = `authorization: Bearer ${PLATFORM_TOKEN}\r\nx-account-id: ${account}\r\nhost: x`;
    socket.write(`GET /v1/conferencing/stream HTTP/1.1\r\n${head}\r\n\r\n`);
    let got = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (got += chunk));
    await eventually(() => got.includes('retry: '));
    socket.write('\0garbage\r\n\r\n');
    await once(socket, 'close');
    expect(got.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});
