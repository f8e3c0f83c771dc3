import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import type { Pool } from 'pg';
import { openPool } from './pool.js';

/** Defaults of a role or a database that change the meaning of a text, the result of a statement or its lifetime. */
const ODD_DEFAULTS: Record<string, string> = {
  client_encoding: 'LATIN1',
  DateStyle: 'German',
  IntervalStyle: 'iso_8601',
  TimeZone: 'Asia/Kathmandu',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  row_security: 'off',
  exit_on_error: 'on',
  gin_fuzzy_search_limit: '1',
  search_path: 'elsewhere',
  default_transaction_isolation: 'serializable',
  default_transaction_read_only: 'on',
  default_transaction_deferrable: 'on',
  lock_timeout: '1s',
  statement_timeout: '1s',
  transaction_timeout: '2s',
  idle_session_timeout: '1s',
  idle_in_transaction_session_timeout: '1s',
  plan_cache_mode: 'force_generic_plan',
};

describe('a session', () => {
  let database: TestDatabase;
  let plain: TestDatabase;
  const open = (url: string, session = {}): Pool =>
    openPool({ url, size: 1, applicationName: 'test', session }, () => undefined);
  const once = async <T>(pool: Pool, work: (pool: Pool) => Promise<T>): Promise<T> => {
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  };

  beforeAll(async () => {
    [database, plain] = await Promise.all([createTestDatabase('odd_defaults'), createTestDatabase('plain')]);
    await once(open(database.url), async (pool) => {
      await pool.query('CREATE SCHEMA elsewhere');
      for (const [name, value] of Object.entries(ODD_DEFAULTS)) {
        await pool.query(`ALTER DATABASE ${database.name} SET ${name} TO '${value}'`);
      }
    });
  });
  afterAll(() => Promise.all([database.drop(), plain.drop()]));

  const settingsOf = (url: string) =>
    once(open(url), async (pool) => {
      const text = 'SELECT name, setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name';
      const names = Object.keys(ODD_DEFAULTS);
      return (await pool.query<{ name: string; setting: string }>(text, [names])).rows;
    });

  it('has the same settings whatever its database carries', async () => {
    const settings = await settingsOf(database.url);
    expect(settings).toHaveLength(Object.keys(ODD_DEFAULTS).length);
    expect(settings).toEqual(await settingsOf(plain.url));
  });

  it('reads and writes as with other defaults', async () => {
    const roundTrip = (url: string) =>
      once(open(url), async (pool) => {
        await pool.query('CREATE TABLE things (at timestamptz, bytes bytea, texts text[], ratio float8, text text)');
        const values = [new Date(86_400_000), Buffer.from([0, 255, 92]), ['a', null], 0.1 + 0.2, 'back\\slash ß€'];
        await pool.query('INSERT INTO things VALUES ($1, $2, $3, $4, $5)', values);
        const { rows } =
          await pool.query(`SELECT things.*, '\\'::text AS literal, interval '90 min' AS span, at::text AS shown,
          to_regclass('public.things') IS NOT NULL AS public FROM things`);
        return rows;
      });
    const [row] = await roundTrip(plain.url);
    expect(row).toMatchObject({ at: new Date(86_400_000), texts: ['a', null], literal: '\\', public: true });
    expect(await roundTrip(database.url)).toEqual([row]);
  });

  it('has the schema that the URL names', async () => {
    const path = await once(open(`${database.url}?schema=elsewhere`), (pool) => pool.query('SHOW search_path'));
    expect(path.rows).toEqual([{ search_path: 'elsewhere' }]);
  });

  it('is prepared once, with one statement', async () => {
    await once(open(plain.url, { work_mem: '5MB' }), async (pool) => {
      const seen: unknown[] = [];
      pool.on('connect', () => seen.push('connect'));
      for (let i = 0; i < 3; i += 1) {
        expect((await pool.query('SHOW work_mem')).rows).toEqual([{ work_mem: '5MB' }]);
      }
      expect(seen).toEqual(['connect']);
    });
  });
});
