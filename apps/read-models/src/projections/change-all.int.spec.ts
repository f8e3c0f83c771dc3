import { Database, openPool } from '@conferencing/database';
import type { TestDatabase } from '@conferencing/testing';
import fc from 'fast-check';
import { LIVE, NEXT } from '../persistence/generation.js';
import { migratedDatabase } from '../read-models.fixture.js';
import { changeAll } from './change-all.js';
import { currentProjection, foldCurrent } from './current/current.projection.js';
import { projected, tombstone } from './events.fixture.js';
import type { ProjectedEvent, ProjectedRecord } from './projected-record.js';

interface Shown {
  service_id: string;
  version: number;
  tombstone: boolean;
  body: string | null;
}

function named(event: ProjectedEvent, name: string): ProjectedEvent {
  const { data } = event;
  return data === null
    ? event
    : { ...event, data: { ...data, external_user: { ...data.external_user, first_name: name } } };
}

describe.each([false, true])('applying batches (pipeline: %s)', (pipeline) => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 2, applicationName: 'test', pipeline }, () => undefined));
  });

  afterAll(async () => {
    await database?.pool.end();
    await test?.drop();
  });

  const apply = (records: readonly ProjectedRecord[]) =>
    database.transaction((tx) => changeAll(0, records)(tx), { attempts: 1 });

  const current = () =>
    database.query<Shown>(
      'SELECT service_id, version, tombstone, body FROM projection.conferencing_current ORDER BY service_id',
    );

  const changes = () =>
    database.query<{ service_id: string; version: number }>(
      'SELECT service_id, version FROM projection.history ORDER BY service_id, version',
    );

  const record = fc
    .record({ service: fc.integer({ min: 1, max: 3 }), version: fc.integer({ min: 1, max: 5 }), gone: fc.boolean() })
    .map(({ gone, ...shape }) => (gone ? tombstone(shape) : projected(shape)));
  const batches = fc.array(fc.array(record, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });

  it('ends with the newest of each pair, and each change once, however records are batched, ordered and repeated', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.boolean(), async (given, again) => {
        await database.execute('DELETE FROM projection.conferencing_current');
        await database.execute('DELETE FROM projection.history');
        for (const batch of given) await apply(batch);
        if (again) for (const batch of given) await apply(batch);
        const all = given.flat();
        const newest = foldCurrent(all).sort((a, b) => (a.service_id < b.service_id ? -1 : 1));
        expect(await current()).toEqual(
          newest.map(({ service_id, version, tombstone: gone, body }) => ({
            service_id,
            version,
            tombstone: gone,
            body,
          })),
        );
        const events = all.flatMap((one) => (one.kind === 'event' ? `${one.service_id} ${one.version}` : []));
        expect((await changes()).map(({ service_id, version }) => `${service_id} ${version}`)).toEqual(
          [...new Set(events)].sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('gives each change of a large batch one place, in their order, whatever is known of it already', async () => {
    await database.execute('DELETE FROM projection.history');
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => projected({ service: 7, provider: from + n, version: 3 }));
    const places = () =>
      database.query<{ provider_id: string; position: number; event: string }>(
        'SELECT provider_id, position, event FROM projection.history WHERE lane = 0 ORDER BY position',
      );
    await apply(many(0, 200));
    const [first] = await places();
    // As a rebuild leaves what it has found first.
    await database.execute('UPDATE projection.history SET position = 0 WHERE position = $1', [first!.position]);

    await apply([...many(200, 300), ...many(0, 100), ...many(200, 300)]);

    const shown = await places();
    const order = [...many(1, 300), ...many(0, 1)];
    const providers = (rows: readonly { provider_id: string }[]) => rows.map(({ provider_id }) => provider_id).sort();
    expect(providers(shown)).toEqual(providers(order));
    expect(new Set(shown.map(({ position }) => position)).size).toBe(300);
    expect(shown.slice(0, 199).map(({ provider_id }) => provider_id)).toEqual(
      many(1, 200).map(({ provider_id }) => provider_id),
    );
    expect(shown.at(-1)!.position).toBeGreaterThan(first!.position + 200);
    for (const { provider_id, event } of shown) expect(JSON.parse(event)).toMatchObject({ provider_id, version: 3 });
  });

  it('takes a batch of first versions of which some come too late', async () => {
    await database.execute('DELETE FROM projection.conferencing_current');
    const pairs = Array.from({ length: 100 }, (_, n) => ({ service: 7, provider: n + 1 }));
    await apply([projected({ ...pairs[3]!, version: 2 }), tombstone({ ...pairs[4]!, version: 1 })]);

    await apply(pairs.map(projected));
    await apply(pairs.map(projected));

    const rows = await database.query<{ version: number; tombstone: boolean; body: string | null }>(
      'SELECT version, tombstone, body FROM projection.conferencing_current ORDER BY provider_id',
    );
    expect(rows).toHaveLength(100);
    const shown = rows.map((row) => ({
      ...row,
      body: row.body && (JSON.parse(row.body) as { version: number }).version,
    }));
    expect(shown[3]).toEqual({ version: 2, tombstone: false, body: 2 });
    expect(shown[4]).toEqual({ version: 1, tombstone: true, body: null });
    const others = shown.filter((_, n) => n !== 3 && n !== 4);
    expect(others).toEqual(others.map(() => ({ version: 1, tombstone: false, body: 1 })));
  });

  it('loads the same rows in bulk as it would have applied one by one', async () => {
    await database.execute('DELETE FROM projection.conferencing_current');
    await database.pool.query(currentProjection.createTable(NEXT));
    const times = [
      '0001-01-01T00:00:00Z',
      '0099-12-31T23:59:59.999999999Z',
      '2000-02-29T00:00:00.0000006Z',
      '2026-02-28T23:59:59.9Z',
      '2026-06-01T12:00:00.123456Z',
      '9999-12-31T23:59:59.999999Z',
    ];
    const records = [
      ...times.map((occurredAt, n) => projected({ service: 10 + n, occurredAt })),
      ...['', 'Zoë \u{1f469}\u{200d}\u{2695} "quoted" \\ \n'].map((name, n) =>
        named(projected({ service: 20 + n }), name),
      ),
      projected({ service: 30, change: 'cleared', version: 2 }),
      tombstone({ service: 31, version: 2_147_483_648 }),
    ];
    await apply(records);
    await database.transaction(currentProjection.bulk!.load(records));

    const rows = (schema: string) =>
      database.query(
        `SELECT row.*, occurred_at::text AS at FROM ${schema}.conferencing_current AS row ORDER BY service_id`,
      );
    expect(await rows(NEXT)).toEqual(await rows(LIVE));
    expect(await rows(NEXT)).toHaveLength(records.length);
    await database.pool.query(`DROP TABLE ${NEXT}.conferencing_current`);
  });

  it('leaves nothing behind when the transaction is rolled back', async () => {
    const before = await database.query('SELECT lane, position FROM projection.stream_lane');
    const failing = database.transaction(async (tx) => {
      await changeAll(0, [projected({ service: 99 })])(tx);
      throw new Error('lost the partition');
    });
    await expect(failing).rejects.toThrow('lost the partition');
    expect(await database.query('SELECT 1 FROM projection.history WHERE service_id LIKE $1', ['%63'])).toEqual([]);
    expect(await database.query('SELECT lane, position FROM projection.stream_lane')).toEqual(before);
  });
});
