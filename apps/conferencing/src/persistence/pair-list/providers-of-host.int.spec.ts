import { Database, openPool } from '@conferencing/database';
import { requiredSetting } from '@conferencing/testing';
import { providersOf } from './warnings.sql.js';

const MOST = 101;

describe('the number of providers of a host', () => {
  const url = requiredSetting('TEST_DATABASE_URL');
  const database = new Database(openPool({ url, size: 1, applicationName: 'test' }, () => undefined));

  beforeAll(async () => {
    await database.execute('CREATE TEMP TABLE service_providers (external_user_id text, provider_id text COLLATE "C")');
  });
  afterAll(() => database.pool.end());

  it.each([0, 1, 2, 3, 4, 5, 100, 101, 102, 300])('is exact up to a limit: %d', async (providers) => {
    const host = `exusr_${providers}`;
    await database.execute(
      `INSERT INTO service_providers SELECT $1, 'prov_' || n % $2::int FROM generate_series(1, 3 * $2::int) n`,
      [host, providers],
    );
    const [row] = await database.query(`SELECT ${providersOf('$1::text', MOST)} AS count`, [host]);
    expect(row).toEqual({ count: Math.min(providers, MOST) });
  });
});
