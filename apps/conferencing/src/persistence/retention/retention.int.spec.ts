import { RetentionCleaner } from '@conferencing/database';
import { Registry } from 'prom-client';
import { makePairs, type Pairs } from '../pairs/pairs.fixture.js';
import { retainedTables } from './retained-tables.js';

describe('what is kept for a time only', () => {
  let pairs: Pairs;
  beforeAll(async () => {
    pairs = await makePairs();
  });
  afterAll(() => pairs.close());

  it('is deleted in batches, each table by its own age', async () => {
    const { database, accountId } = pairs;
    await database.execute(
      `INSERT INTO webhook_events (digest, received_at)
       SELECT decode(md5(n::text), 'hex'), now() - CASE WHEN n <= 2500 THEN interval '4 days' ELSE interval '2 days' END
       FROM generate_series(1, 2510) AS n`,
    );
    await database.execute(
      `INSERT INTO batch_changes (batch_id, account_id, occurred_at, service_ids, provider_ids, hosts_before, hosts_after)
       SELECT 'bat_' || n, $1, now() - CASE WHEN n <= 250 THEN interval '32 days' ELSE interval '30 days' END, '{}', '{}', '{}', '{}'
       FROM generate_series(1, 253) AS n`,
      [accountId],
    );
    await database.execute(
      `INSERT INTO listed_users (connected_account_id, run, status)
       SELECT 'cact_gone', 1, 'active' FROM generate_series(1, 1500)`,
    );
    const registry = new Registry();
    await new RetentionCleaner(database, registry, retainedTables(3)).round();
    const left = async (table: string) =>
      (await database.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n;
    expect(await Promise.all(['webhook_events', 'batch_changes', 'listed_users'].map(left))).toEqual([10, 3, 0]);
    const deleted = await registry.getSingleMetric('retention_rows_deleted_total')!.get();
    expect(Object.fromEntries(deleted.values.map(({ labels, value }) => [labels.table, value]))).toEqual({
      webhook_events: 2_500,
      batch_changes: 250,
      listed_users: 1_500,
    });
  });
});
