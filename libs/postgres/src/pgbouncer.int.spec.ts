import { createTestDatabase, startPgbouncer, type TestDatabase } from '@conferencing/testing';
import { openPool } from './pool.js';
import { refuseSharedBackends, SharedBackendError } from './shared-backend.js';

describe('PgBouncer', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await createTestDatabase('bounced')));
  afterAll(() => database.drop());

  it('works with its default settings', async () => {
    const bouncer = await startPgbouncer(database.url, 'session');
    const pool = openPool({ url: bouncer.url, size: 2, applicationName: 'bounced' }, () => undefined);
    try {
      await refuseSharedBackends(bouncer.url);
      const { rows } = await pool.query(`SELECT current_setting('statement_timeout') AS timeout,
        current_setting('application_name') AS name`);
      expect(rows).toEqual([{ timeout: '30s', name: 'bounced' }]);
    } finally {
      await pool.end();
      await bouncer.stop();
    }
  });

  it.each(['transaction', 'statement'] as const)('with pool_mode = %s is refused', async (mode) => {
    const bouncer = await startPgbouncer(database.url, mode);
    try {
      await expect(refuseSharedBackends(bouncer.url)).rejects.toThrow(SharedBackendError);
    } finally {
      await bouncer.stop();
    }
  });

  it('is not reported without one', async () => {
    await expect(refuseSharedBackends(database.url)).resolves.toBeUndefined();
  });
});
