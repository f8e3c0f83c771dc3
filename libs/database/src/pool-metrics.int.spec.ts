import { isDeepStrictEqual } from 'node:util';
import { eventually, requiredSetting } from '@conferencing/testing';
import { Pool } from 'pg';
import { Registry } from 'prom-client';
import { Database } from './database.js';
import { measurePool } from './pool-metrics.js';

describe('the connections of a pool', () => {
  const pool = new Pool({ connectionString: requiredSetting('TEST_DATABASE_URL'), max: 2 });
  const registry = new Registry();
  const database = new Database(pool);
  measurePool(database, registry);
  afterAll(() => pool.end());

  const counted = async () => {
    const [metric] = await registry.getMetricsAsJSON();
    return Object.fromEntries((metric?.values ?? []).map(({ labels, value }) => [labels.state, value]));
  };

  it('count no request as waiting that gets one at once, as a query of the same scrape does', async () => {
    const first = pool.query('SELECT 1');
    expect(await counted()).toMatchObject({ waiting: 0 });
    await first;
    const second = pool.query('SELECT 1');
    expect(pool.waitingCount).toBe(1);
    expect(await counted()).toMatchObject({ idle: 1, waiting: 0 });
    await second;
  });

  it('count the requests that wait for others to end', async () => {
    const held = [await pool.connect(), await pool.connect()];
    const waiting = [pool.query('SELECT 1'), pool.query('SELECT 1'), pool.query('SELECT 1')];
    expect(await counted()).toEqual({ idle: 0, used: 2, waiting: 3, waiting_for_share: 0 });
    for (const client of held) client.release();
    await Promise.all(waiting);
    expect(await counted()).toEqual({ idle: 2, used: 0, waiting: 0, waiting_for_share: 0 });
  });

  it('count the requests of an account that gets no more of the pool, though others would get a connection', async () => {
    const blocker = await pool.connect();
    let asked: Promise<unknown>[] = [];
    try {
      await blocker.query(`SELECT pg_advisory_lock(1)`);
      const locked = () => database.query('SELECT pg_advisory_lock(1), pg_advisory_unlock_all()');
      asked = [1, 2, 3].map(() => database.share('acct', locked));
      const expected = { idle: 0, used: 2, waiting: 0, waiting_for_share: 2 };
      await eventually(async () => isDeepStrictEqual(await counted(), expected));
    } finally {
      await blocker.query('SELECT pg_advisory_unlock(1)');
      blocker.release();
    }
    await Promise.all(asked);
    expect(await counted()).toEqual({ idle: 2, used: 0, waiting: 0, waiting_for_share: 0 });
  });
});
