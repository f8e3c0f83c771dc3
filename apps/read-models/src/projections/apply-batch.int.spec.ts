import { Database, openPool } from '@conferencing/database';
import type { TestDatabase } from '@conferencing/testing';
import fc from 'fast-check';
import { migratedDatabase } from '../read-models.fixture.js';
import { applyBatch } from './apply-batch.js';
import { foldCurrent } from './current/current.projection.js';
import { projected, tombstone } from './events.fixture.js';
import type { ProjectedRecord } from './projected-record.js';

interface Shown {
  service_id: string;
  version: number;
  tombstone: boolean;
  body: string | null;
}

describe('applying batches', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 2, applicationName: 'test' }, () => undefined));
  });

  afterAll(async () => {
    await database?.pool.end();
    await test?.drop();
  });

  const apply = (records: readonly ProjectedRecord[]) =>
    database.transaction((tx) => applyBatch(tx, 0, records), { attempts: 1 });

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
        const events = all.flatMap((one) =>
          one.kind === 'event' ? `${one.event.service_id} ${one.event.version}` : [],
        );
        expect((await changes()).map(({ service_id, version }) => `${service_id} ${version}`)).toEqual(
          [...new Set(events)].sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('leaves nothing behind when the transaction is rolled back', async () => {
    const before = await database.query('SELECT lane, position FROM projection.stream_lane');
    const failing = database.transaction(async (tx) => {
      await applyBatch(tx, 0, [projected({ service: 99 })]);
      throw new Error('lost the partition');
    });
    await expect(failing).rejects.toThrow('lost the partition');
    expect(await database.query('SELECT 1 FROM projection.history WHERE service_id LIKE $1', ['%63'])).toEqual([]);
    expect(await database.query('SELECT lane, position FROM projection.stream_lane')).toEqual(before);
  });
});
