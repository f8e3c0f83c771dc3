import { migrate } from '@conferencing/database';
import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import { releasedText, RELEASES } from '../../../../test/releases/kept-releases.js';
import { dumpOf } from '../../../../test/releases/dump-schema.js';
import { databaseOf, schemaAt, withClient } from '../../../../test/releases/released.js';
import { PROJECTIONS } from '../projections/projections.js';
import { LIVE, NEXT, PREVIOUS } from './generation.js';
import { READ_MODELS_SCHEMA } from './read-models.schema.js';

const whole = (url: string) => schemaAt(url, READ_MODELS_SCHEMA, NEXT, PREVIOUS);

describe('the database of read-models', () => {
  let fresh: TestDatabase;

  beforeAll(async () => {
    fresh = await createTestDatabase('fresh');
    await migrate(fresh.url, READ_MODELS_SCHEMA);
  });

  afterAll(() => fresh?.drop());

  describe.each(RELEASES)('of release %s', (release) => {
    let released: TestDatabase;

    beforeAll(async () => {
      released = await databaseOf(release, 'read-models');
      await migrate(released.url, READ_MODELS_SCHEMA);
    });

    afterAll(() => released?.drop());

    it('becomes the one that is made today, to the last index and function', async () => {
      const expected = await whole(fresh.url);
      expect(await whole(released.url)).toEqual(expected);
      expect(expected.map(({ object }) => object)).toEqual(
        expect.arrayContaining([
          'table consumer_offsets',
          'table projection.history',
          'index projection.conferencing_current_by_host',
        ]),
      );
      expect(await migrate(released.url, READ_MODELS_SCHEMA)).toEqual([]);
    });

    if (release !== '0.1.0')
      it('still takes the statement of its processes, which run beside the new ones during a roll-out', () =>
        withClient(released.url, async (client) => {
          const at = '2026-01-01T00:00:00Z';
          const pair = [['acct_1'], ['srv_1'], ['prov_1'], ['1']];
          const current = [...pair, ['false'], ['ready'], ['cact_1'], ['exusr_1'], [at], ['{"data":null}']];
          const change = [...pair, [at], ['assigned'], ['platform'], [null], ['{}'], 1];
          await client.query(releasedText(release, 'apply-few'), [1, ...current, ...change]);
          const shown = await client.query(`
            SELECT version, host_state, lane, position, actor FROM projection.conferencing_current
            JOIN projection.history USING (service_id, provider_id, version)`);
          expect(shown.rows).toEqual([
            { version: '1', host_state: 'ready', lane: 1, position: '1', actor: 'platform' },
          ]);
        }));
  });

  it('is kept, for the next release, as a text that makes it', async () => {
    const text = await dumpOf('read-models', READ_MODELS_SCHEMA, '2.0.0');
    expect(text).toMatch(
      /^-- The database of read-models .* 2\.0\.0[^]+CREATE TABLE projection\.history[^]+INSERT INTO migrated_schema/,
    );
  });

  it.each(PROJECTIONS)('has the table of $name as a rebuild makes it', async (projection) => {
    await withClient(fresh.url, async (client) => {
      await client.query(projection.createTable(NEXT));
      for (const statement of projection.createIndexes(NEXT)) await client.query(statement);
    });
    const of = async (generation: string) => {
      const objects = await whole(fresh.url);
      const texts = objects.map(({ object, definition }) => `${object}: ${definition}`);
      const ofTable = texts.filter((text) => text.includes(`${generation}.`) && text.includes(projection.table));
      return ofTable.map((text) => text.replaceAll(`${generation}.`, ''));
    };
    expect(await of(NEXT)).toEqual(await of(LIVE));
    expect((await of(LIVE)).length).toBeGreaterThan(3);
  });
});
