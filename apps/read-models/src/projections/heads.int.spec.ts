import { Database, openPool } from '@conferencing/database';
import type { TestDatabase } from '@conferencing/testing';
import { migratedDatabase } from '../read-models.fixture.js';
import { changeAll } from './change-all.js';
import { CurrentHeads } from './current/current-heads.js';
import { event, id, projected, tombstone } from './events.fixture.js';
import { HistoryHeads } from './history/history-heads.js';
import type { ProjectedRecord } from './projected-record.js';

const keyOf = (service: number) => `${id('srv', service)}/${id('prov', 1)}`;

describe('what the projections have of a pair', () => {
  let test: TestDatabase;
  let database: Database;
  let current: CurrentHeads;
  let history: HistoryHeads;

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 2, applicationName: 'test' }, () => undefined));
    current = new CurrentHeads(database);
    history = new HistoryHeads(database);
  });

  afterAll(async () => {
    await database?.pool.end();
    await test?.drop();
  });

  const apply = (...records: ProjectedRecord[]) => database.transaction((tx) => changeAll(0, records)(tx));

  it('is what the newest record says', async () => {
    const hosted = event({ service: 1, version: 2 });
    const cleared = event({ service: 2, version: 2, change: 'cleared' });
    await apply(projected({ service: 1 }), projected({ service: 1, version: 2 }));
    await apply(projected({ service: 2, version: 2, change: 'cleared' }));
    await apply(projected({ service: 3, version: 2, change: 'cleared' }), tombstone({ service: 3, version: 2 }));
    const keys = [1, 2, 3].map(keyOf);
    const said = [hosted, cleared].map(({ account_id, host_state, occurred_at, data }, n) => ({
      key: keys[n],
      version: 2,
      state: { account_id, host_state, occurred_at, data },
    }));
    const heads = await current.heads(keys);
    expect(heads).toEqual([
      ...said.map((head) => ({ ...head, tombstone: false })),
      { key: keys[2], version: 2, tombstone: true, state: null },
    ]);
    expect(await current.page(null, 10)).toEqual(heads);
    const reported = await history.heads([...keys, keyOf(4)]);
    expect(reported.slice(0, 2)).toEqual(said.map((head) => ({ ...head, tombstone: null })));
    expect(reported).toHaveLength(3);
  });

  it.each([
    ['a hosted pair', `external_user_id = NULL`, projected({ service: 10 })],
    ['a hosted pair', `body = NULL`, projected({ service: 10 })],
    ['a hosted pair', `body = 'null'`, projected({ service: 10 })],
    ['a hosted pair', `occurred_at = occurred_at + interval '1 day'`, projected({ service: 10 })],
    ['a hosted pair', `occurred_at = 'infinity'`, projected({ service: 10 })],
    ['a cleared pair', `body = '{}'`, projected({ service: 10, change: 'cleared' })],
    ['a cleared pair', `connected_account_id = 'cact_ffffffffffff'`, projected({ service: 10, change: 'cleared' })],
    ['a pair that has left', `body = '{}'`, tombstone({ service: 10 })],
    ['a pair that has left', `occurred_at = 'infinity', host_state = 'ready'`, tombstone({ service: 10 })],
  ])('is nothing that can be trusted where the row of %s was spoilt: %s', async (_, change, record) => {
    await database.execute('DELETE FROM projection.conferencing_current WHERE service_id = $1', [id('srv', 10)]);
    await apply(record);
    await database.execute(`UPDATE projection.conferencing_current SET ${change} WHERE service_id = $1`, [
      id('srv', 10),
    ]);
    expect(await current.heads([keyOf(10)])).toEqual([{ key: keyOf(10), version: 1, tombstone: false, state: null }]);
  });

  it.each([`event = '{}'`, `event = 'null'`, `event = '['`, `account_id = 'acct_ffffffffffff'`, `version = 7`])(
    'is nothing that can be trusted where the history was spoilt: %s',
    async (change) => {
      await database.execute('DELETE FROM projection.history WHERE service_id = $1', [id('srv', 11)]);
      await apply(projected({ service: 11 }));
      await database.execute(`UPDATE projection.history SET ${change} WHERE service_id = $1`, [id('srv', 11)]);
      expect(await history.heads([keyOf(11)])).toMatchObject([{ key: keyOf(11), state: null }]);
    },
  );
});
