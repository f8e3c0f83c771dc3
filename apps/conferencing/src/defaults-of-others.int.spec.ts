import { migrate } from '@conferencing/database';
import { createTestDatabase, requiredSetting, type TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';
import { addAccount, addPair, connect, eventsOf, makeProcess, provenance } from './conferencing.fixture.js';
import { directoryUser, InMemoryDirectory } from './directory/in-memory-directory.fixture.js';
import { CONFERENCING_SCHEMA } from './persistence/conferencing.schema.js';

describe('the way from a connection to a host', () => {
  let database: TestDatabase;
  const admin = async (...statements: string[]) => {
    const client = new Client({ connectionString: requiredSetting('TEST_DATABASE_URL') });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };

  beforeAll(async () => {
    database = await createTestDatabase('defaults');
    await admin(
      `ALTER DATABASE ${database.name} SET DateStyle TO 'German'`,
      `ALTER DATABASE ${database.name} SET standard_conforming_strings TO off`,
    );
    await migrate(database.url, CONFERENCING_SCHEMA);
  });
  afterAll(() => database.drop());

  it.each([
    ['DateStyle', 'German'],
    ['DateStyle', 'SQL, DMY'],
    ['IntervalStyle', 'iso_8601'],
    ['TimeZone', 'Asia/Kathmandu'],
    ['client_encoding', 'LATIN1'],
    ['bytea_output', 'escape'],
    ['extra_float_digits', '-15'],
    ['standard_conforming_strings', 'off'],
    ['array_nulls', 'off'],
    ['transform_null_equals', 'on'],
    ['row_security', 'off'],
    ['search_path', 'pg_catalog'],
    ['default_transaction_isolation', 'serializable'],
    ['default_transaction_read_only', 'on'],
    ['default_transaction_deferrable', 'on'],
    ['lock_timeout', '20ms'],
    ['statement_timeout', '20ms'],
    ['transaction_timeout', '1s'],
    ['idle_session_timeout', '1s'],
    ['idle_in_transaction_session_timeout', '1s'],
    ['plan_cache_mode', 'force_generic_plan'],
    ['synchronous_commit', 'off'],
    ['lc_messages', 'C'],
  ])('is the same where the database carries %s = %s', async (name, value) => {
    await admin(`ALTER DATABASE ${database.name} SET ${name} TO '${value}'`);
    const directory = new InMemoryDirectory();
    directory.users = [directoryUser('zoë@x.io')];
    const house = makeProcess(database.url, directory);
    try {
      const accountId = await addAccount(house);
      const connectedAccountId = await connect(house, accountId);
      const pair = await addPair(house, accountId, 'zoë@x.io');
      const wanted = { email: 'ZOË@x.io' };
      const assigned = await house.assignHost.execute({
        pair,
        connectedAccountId,
        wanted,
        precondition: null,
        provenance,
      });
      expect(assigned).toMatchObject({ version: 1, hostState: 'ready' });
      expect(await house.assignments.show(pair)).toEqual(assigned);
      expect(assigned.resource).toMatch(/"created_at": "\d{4}-\d\d-\d\dT[\d:.]+Z"/);
      const key = { accountId, connectedAccountId, providerId: pair.providerId };
      const { createdAt } = await house.mapUser.execute({ ...key, wanted, provenance });
      expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(600_000);
      await house.disconnectAccount.execute({ accountId, connectedAccountId, provenance });
      expect(await eventsOf(house, pair)).toEqual([
        '1 assigned - ready',
        '2 cleared connected_account_deleted unassigned',
      ]);
    } finally {
      await house.pool.end();
      await admin(`ALTER DATABASE ${database.name} RESET ${name}`);
    }
  });
});
