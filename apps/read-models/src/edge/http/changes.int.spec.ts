import { isDeepStrictEqual } from 'node:util';
import type { ChangeEntry } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { eventually, type TestDatabase } from '@conferencing/testing';
import { changeAll } from '../../projections/change-all.js';
import { event, type EventShape, id, projected } from '../../projections/events.fixture.js';
import {
  migratedDatabase,
  PLATFORM_TOKEN,
  type RunningReadModels,
  startReadModels,
} from '../../read-models.fixture.js';

const NO_KAFKA = '127.0.0.1:1';
const second = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString();

/** Each one second after the one before. */
const SHAPES: EventShape[] = [
  { service: 1, provider: 1 },
  { service: 1, provider: 2, actor: 'user:Zoë' },
  { service: 2, provider: 1, batch: 7, actor: 'system:sync' },
  { service: 1, provider: 1, version: 2, batch: 7 },
  { service: 1, provider: 1, version: 3, change: 'cleared' } as const,
  { service: 2, provider: 1, version: 2, email: '=cmd|calc,"x"' },
].map((shape, n) => ({ ...shape, occurredAt: second(n) }));

describe('the changes of an account', () => {
  let test: TestDatabase;
  let database: Database;
  let readModels: RunningReadModels;

  const apply = (...shapes: EventShape[]) => database.transaction((tx) => changeAll(0, shapes.map(projected))(tx));

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 2, applicationName: 'test' }, () => undefined));
    readModels = await startReadModels(test.url, NO_KAFKA);
    await apply(...SHAPES, { account: 2, service: 3 });
  });

  afterAll(async () => {
    await readModels?.close();
    await database?.pool.end();
    await test?.drop();
  });

  const ask = async (query = '', account = 1) => {
    const { status, body } = await readModels.get(`/v1/conferencing/changes${query}`, id('acct', account));
    return { status, ...(body as { data: ChangeEntry[]; meta: Record<string, number>; errors: object[] }) };
  };

  const csv = async (query = '', account = 1) => {
    const answer = await fetch(`${readModels.url}/v1/conferencing/changes${query}`, {
      headers: { authorization: `Bearer ${PLATFORM_TOKEN}`, 'x-account-id': id('acct', account), accept: 'text/csv' },
    });
    return { type: answer.headers.get('content-type'), text: await answer.text() };
  };

  const named = (data: ChangeEntry[]) =>
    data.map(({ service_id, provider_id, version }) => [service_id, provider_id, version].join('/'));
  const expected = (...places: number[]) =>
    places.map((place) => {
      const { service = 0, provider = 0, version = 1 } = SHAPES[place]!;
      return [id('srv', service), id('prov', provider), version].join('/');
    });

  it('come newest first, as in the history of their pair, with the pair, and in pages', async () => {
    const { data, meta } = await ask();
    expect(named(data)).toEqual(expected(5, 4, 3, 2, 1, 0));
    expect(meta).toEqual({ current_page: 1, page_size: 50, total_count: 6, total_pages: 1, complete_since: null });
    const pair = { service_id: id('srv', 1), provider_id: id('prov', 1) };
    const path = `/v1/services/${pair.service_id}/providers/${pair.provider_id}/conferencing/history`;
    const history = (await readModels.get(path, id('acct', 1))).body as { data: object[] };
    expect([data[1], data[2], data[5]]).toEqual(history.data.map((entry) => ({ ...pair, ...entry })));
    expect(data[2]).toMatchObject({ batch_id: id('bat', 7), occurred_at: second(3), change: 'reassigned' });
    expect(data[5]).toMatchObject({ batch_id: null, from: null });
    const next = await ask('?page=2&page_size=4');
    expect(named(next.data)).toEqual(expected(1, 0));
    expect(next.meta).toMatchObject({ current_page: 2, page_size: 4, total_count: 6, total_pages: 2 });
  });

  it.each([
    [`since=${second(2)}&until=${second(4)}`, [3, 2]],
    [`actor=${encodeURIComponent('user:Zoë')}`, [1]],
    [`batch_id=${id('bat', 7)}`, [3, 2]],
    [`service_id=${id('srv', 2)}`, [5, 2]],
    [`provider_id=${id('prov', 1)}&change=cleared`, [4]],
    [`batch_id=${id('bat', 7)}&actor=platform&service_id=${id('srv', 1)}&since=${second(0)}`, [3]],
    [`service_id=${id('srv', 3)}`, []],
  ])('are those that meet every condition: %s', async (query, places) => {
    const { data, meta } = await ask(`?${query}`);
    expect(named(data)).toEqual(expected(...places));
    expect(meta.total_count).toBe(places.length);
    const { text } = await csv(`?${query}`);
    expect(text.trimEnd().split('\r\n')).toHaveLength(places.length + 1);
  });

  it.each(['text/csv', 'application/json'])('are not read on for who leaves, as %s', async (accept) => {
    const waiting = async () => {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return row!.n;
    };
    await database.transaction(async (tx) => {
      await tx.execute('LOCK TABLE projection.history');
      const left = new AbortController();
      const answer = fetch(`${readModels.url}/v1/conferencing/changes`, {
        headers: { authorization: `Bearer ${PLATFORM_TOKEN}`, 'x-account-id': id('acct', 1), accept },
        signal: left.signal,
      }).catch((error: Error) => error.name);
      await eventually(async () => (await waiting()) > 0);
      left.abort();
      expect(await answer).toBe('AbortError');
      await eventually(async () => (await waiting()) === 0);
    });
  });

  it('are refused if a condition is invalid, and the answer names each one', async () => {
    const { status, errors } = await ask(
      '?since=odd&until=2026&actor=odd&batch_id=1&service_id=1&provider_id=1&change=odd&page=0&page_size=201&odd=1',
    );
    expect(status).toBe(422);
    expect(errors).toHaveLength(10);
  });

  it('come as CSV: every row, quoted, and nothing that a spreadsheet would run', async () => {
    const { type, text } = await csv();
    expect(type).toMatch(/^text\/csv/);
    const [head, newest, cleared, , , third] = text.split('\r\n');
    expect(head).toBe(
      'occurred_at,service_id,provider_id,version,change,reason,actor,batch_id,from_host_email,to_host_email',
    );
    const formula = '"\'=cmd|calc,""x"""';
    const start = `${second(5)},${id('srv', 2)},${id('prov', 1)},2,reassigned,,platform,,`;
    expect(newest).toBe(`${start}${formula},${formula}`);
    expect(cleared).toMatch(/,cleared,,platform,,host1001@example\.com,$/);
    expect(third).toMatch(/,assigned,,user:Zoë,,,host1@example\.com$/);
  });

  it('come as CSV in any number, even with many at the same time', async () => {
    const many = 2_500;
    const shapes = Array.from({ length: many }, (_, n) => ({
      account: 3,
      service: 1_000 + (n % 50),
      provider: 1_000 + Math.floor(n / 50),
      occurredAt: second(n % 2),
    }));
    await apply(...shapes);
    const { text } = await csv('', 3);
    const rows = text.trimEnd().split('\r\n').slice(1);
    expect(rows).toHaveLength(many);
    expect(new Set(rows.map((row) => row.split(',').slice(1, 3).join('/'))).size).toBe(many);
    const times = rows.map((row) => row.split(',')[0]!);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('include those from before the search columns existed', async () => {
    const before = await ask();
    const columns = ['occurred_at', 'change', 'actor', 'batch_id'].map((column) => `${column} = NULL`);
    await database.execute(`UPDATE projection.history SET ${columns.join(', ')}`);
    await eventually(async () => isDeepStrictEqual(await ask(), before));
  });

  it('include those that a process of an older version writes, whatever their content', async () => {
    const many = 1_200;
    const shapes = Array.from({ length: many }, (_, n) => ({ account: 4, service: 4, provider: n + 1, batch: 9 }));
    const columns = 'lane, position, account_id, service_id, provider_id, version, event';
    const keys = (shape: EventShape) => [id('acct', 4), id('srv', 4), id('prov', shape.provider!), '1'];
    const rows = shapes.map((shape) => [...keys(shape), JSON.stringify(event({ ...shape, actor: 'user:Zoë' }))]);
    rows.splice(5, 0, [id('acct', 4), id('srv', 4), id('prov', 5_000), '1', 'no JSON']);
    await database.execute(
      `INSERT INTO projection.history (${columns})
       SELECT 5, place, account_id, service_id, provider_id, version, event
       FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])
         WITH ORDINALITY AS row (account_id, service_id, provider_id, version, event, place)`,
      [0, 1, 2, 3, 4].map((place) => rows.map((row) => row[place])),
    );
    const query = `?batch_id=${id('bat', 9)}&actor=${encodeURIComponent('user:Zoë')}&change=assigned`;
    await eventually(async () => (await ask(query, 4)).meta.total_count === many, { timeoutMs: 20_000 });
    expect((await ask(query, 4)).data[0]).toMatchObject({ version: 1, actor: 'user:Zoë', batch_id: id('bat', 9) });
  });
});
