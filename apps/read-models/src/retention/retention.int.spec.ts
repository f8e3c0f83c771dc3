import type { ChangeEntry } from '@conferencing/contracts';
import { Database, openPool, RetentionCleaner } from '@conferencing/database';
import { eventually, type TestDatabase } from '@conferencing/testing';
import { Registry } from 'prom-client';
import { changeAll } from '../projections/change-all.js';
import { type EventShape, id, projected, tombstone } from '../projections/events.fixture.js';
import { HistoryHeads } from '../projections/history/history-heads.js';
import { migratedDatabase, type RunningReadModels, startReadModels } from '../read-models.fixture.js';
import { openStream } from '../stream/sse-reader.fixture.js';
import { encodeCursor } from '../stream/stream-cursor.js';
import { oldChanges } from './old-changes.js';
import { oldTombstones } from './old-tombstones.js';

const NO_KAFKA = '127.0.0.1:1';
const DAYS = 30;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe('the history of the last 30 days', () => {
  let test: TestDatabase;
  let database: Database;
  let readModels: RunningReadModels;
  const registry = new Registry();
  let cleaner: RetentionCleaner;

  const apply = (...shapes: EventShape[]) => database.transaction((tx) => changeAll(0, shapes.map(projected))(tx));
  const kept = async () =>
    (
      await database.query<{ at: string }>(
        `SELECT right(service_id, 1) || '/' || version AS at FROM projection.history ORDER BY service_id, version`,
      )
    ).map(({ at }) => at);
  const metric = async (name: string) => {
    const [found] = (await registry.getSingleMetric(name)!.get()).values.filter(
      ({ labels }) => labels.table === 'history',
    );
    return found?.value ?? 0;
  };

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 4, applicationName: 'test' }, () => undefined));
    readModels = await startReadModels(test.url, NO_KAFKA);
    cleaner = new RetentionCleaner(database, registry, [oldTombstones, oldChanges(DAYS)]);
    const old = (service: number, version: number, days: number): EventShape => ({
      service,
      version,
      occurredAt: daysAgo(days),
    });
    await apply(old(1, 1, 90), old(1, 2, 60), old(1, 3, 10), old(1, 4, 5));
    await apply(old(2, 1, 90), old(2, 2, 80));
    await apply({ ...old(3, 1, 70), account: 2 }, { ...old(3, 2, 65), account: 2 });
    await apply(old(4, 1, 90), { ...old(4, 2, 80), change: 'cleared' });
    await database.transaction((tx) => changeAll(0, [tombstone({ service: 4, version: 2 })])(tx));
  });

  afterAll(async () => {
    await readModels?.close();
    await database?.pool.end();
    await test?.drop();
  });

  it('is not cleaned while another process is at it', async () => {
    const before = await kept();
    await database.session(async (client) => {
      await client.query(`SELECT pg_advisory_lock(hashtext('retention'), 0)`);
      await cleaner.round();
      await client.query(`SELECT pg_advisory_unlock(hashtext('retention'), 0)`);
    });
    expect(await kept()).toEqual(before);
    expect(await metric('retention_rows_deleted_total')).toBe(0);
    expect(await metric('retention_oldest_row_age_seconds')).toBeGreaterThan(89 * 86_400);
  });

  it('has no older change but the newest of each pair that exists', async () => {
    const keys = [1, 2, 3].map((service) => `${id('srv', service)}/${id('prov', 1)}`);
    const heads = await new HistoryHeads(database).heads(keys);
    await cleaner.round();
    expect(await kept()).toEqual(['1/3', '1/4', '2/2', '3/2']);
    expect(await new HistoryHeads(database).heads(keys)).toEqual(heads);
    expect(await metric('retention_rows_deleted_total')).toBe(6);
    expect(await metric('retention_oldest_row_age_seconds')).toBeLessThan(81 * 86_400);
    await cleaner.round();
    expect(await kept()).toHaveLength(4);
  });

  it('says from where on it is complete', async () => {
    const { body } = await readModels.get('/v1/conferencing/changes', id('acct', 1));
    const { data, meta } = body as { data: ChangeEntry[]; meta: { total_count: number; complete_since: string } };
    expect(data.map(({ version }) => version)).toEqual([4, 3, 2]);
    expect(meta.total_count).toBe(3);
    expect(Math.abs(Date.parse(meta.complete_since) - Date.parse(daysAgo(DAYS)))).toBeLessThan(3_600_000);
    const history = `/v1/services/${id('srv', 1)}/providers/${id('prov', 1)}/conferencing/history`;
    expect((await readModels.get(history, id('acct', 1))).body).toMatchObject({
      meta: { total_count: 2, complete_from_version: 3 },
    });
  });

  it('refuses to resume a stream where something is missing, and no later', async () => {
    const positions = await database.query<{ position: number }>(
      'SELECT max(position) AS position FROM projection.stream_trim',
    );
    const last = positions[0]!.position;
    const cursor = (position: number) => encodeCursor(new Map([[0, position]]));
    const refused = await readModels.get('/v1/conferencing/stream', id('acct', 1), {
      'last-event-id': cursor(last - 1),
    });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ detail: expect.stringMatching(/no longer kept/) }] },
    });
    const resumed = await openStream(readModels.url, id('acct', 1), '', cursor(last));
    expect(resumed.status).toBe(200);
    resumed.close();
  });

  it('stays whole without a limit, and in many batches', async () => {
    const many = Array.from({ length: 2_500 }, (_, n): EventShape => ({
      service: 9,
      version: n + 1,
      occurredAt: daysAgo(40),
    }));
    await apply(...many);
    const rows = () => kept().then((all) => all.filter((at) => at.startsWith('9/')));
    await new RetentionCleaner(database, new Registry(), [oldChanges(0)]).round();
    expect(await rows()).toHaveLength(2_500);
    await eventually(async () => {
      await cleaner.round();
      return (await rows()).length === 1;
    });
    expect(await rows()).toEqual(['9/2500']);
  });
});
