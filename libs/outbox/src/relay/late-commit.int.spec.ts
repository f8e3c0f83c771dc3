import { eventually } from '@conferencing/testing';
import type { PoolClient } from 'pg';
import { OutboxStage } from '../../test/outbox-stage.js';

describe('a row that becomes visible after others with higher numbers', () => {
  let stage: OutboxStage;
  beforeEach(async () => (stage = await OutboxStage.open()));
  afterEach(() => stage.close());

  const insert = (client: PoolClient, key: string) =>
    client.query(
      `INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
       VALUES ($1, 'pair', $1, 'pair.updated', 1, '{}', clock_timestamp())`,
      [key],
    );
  const waiting = async (): Promise<string[]> => {
    const { rows } = await stage.pool.query<{ id: string }>('SELECT id FROM outbox ORDER BY seq');
    return rows.map(({ id }) => id);
  };

  it('is published, although its transaction began last and is above the snapshot of the fetch', async () => {
    const { registry } = stage.relay({ pollMs: 100 });
    await eventually(async () => (await stage.shares()).join() === '12');
    const [early, late] = await Promise.all([stage.pool.connect(), stage.pool.connect()]);
    try {
      await early.query('BEGIN; SELECT pg_current_xact_id()');
      await late.query('BEGIN');
      await insert(late, 'late');
      await insert(early, 'early');
      await early.query('COMMIT');
      const published = registry.getSingleMetric('outbox_published_total')!;
      await eventually(async () => (await published.get()).values[0]!.value === 1, { what: 'the early row' });
      await eventually(async () => (await waiting()).length === 0, { what: 'its removal' });
      await late.query('COMMIT');
    } finally {
      for (const client of [early, late]) client.release();
    }
    await eventually(async () => (await waiting()).length === 0, { what: 'the late row to be published' });
  });
});
