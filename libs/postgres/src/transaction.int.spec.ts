import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import { openPool } from './pool.js';
import { inTransaction } from './transaction.js';

describe.each([true, false])('a transaction, in a pipeline: %s', (pipeline) => {
  let database: TestDatabase;
  beforeAll(async () => (database = await createTestDatabase('in_transaction')));
  afterAll(() => database.drop());

  it.each([
    ['08006', false],
    ['25006', false],
    ['53100', false],
    ['53300', false],
    ['57P01', false],
    ['57P05', false],
    ['58030', false],
    ['0A000', false],
    ['23505', true],
    ['40001', true],
    ['57014', true],
  ])('after %s it uses the same connection again: %s', async (code, kept) => {
    const pool = openPool({ url: database.url, size: 1, applicationName: 'test', pipeline }, () => undefined);
    const raise = `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${code}'; END $$`;
    const pid = async () => (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
    try {
      const before = await pid();
      const failing = inTransaction(pool, async (client, pending) => {
        await pending.add(client.query(raise));
        await client.query('SELECT 1');
      });
      await expect(failing).rejects.toMatchObject({ code });
      expect((await pid()) === before).toBe(kept);
    } finally {
      await pool.end();
    }
  });
});
