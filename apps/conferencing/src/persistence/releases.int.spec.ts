import { migrate } from '@conferencing/database';
import { newId } from '@conferencing/kernel';
import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import type { Client } from 'pg';
import { releasedText, RELEASES } from '../../../../test/releases/kept-releases.js';
import { dumpOf } from '../../../../test/releases/dump-schema.js';
import { databaseOf, schemaAt, withClient } from '../../../../test/releases/released.js';
import { CONFERENCING_SCHEMA } from './conferencing.schema.js';

const ACCOUNT = newId('account');
const CONNECTION = newId('connectedAccount');
const HOST = newId('externalUser');
const SERVICE = newId('service');
const PROVIDER = newId('provider');

/** A pair that may have a host. */
const PAIR = `
  INSERT INTO accounts VALUES ('${ACCOUNT}', 'Clinic', now());
  INSERT INTO connected_accounts (id, account_id, provider, connection_scope, email, external_subject, status,
    created_at, updated_at)
  VALUES ('${CONNECTION}', '${ACCOUNT}', 'zoom_admin', 'account', 'owner@example.com', 'zoom', 'active', now(), now());
  INSERT INTO external_users (id, account_id, connected_account_id, external_id, email, status, created_at, updated_at)
  VALUES ('${HOST}', '${ACCOUNT}', '${CONNECTION}', 'zoom-1', 'jane@example.com', 'active', now(), now());
  INSERT INTO service_providers (service_id, provider_id, account_id, in_catalog, service_live, provider_active)
  VALUES ('${SERVICE}', '${PROVIDER}', '${ACCOUNT}', true, true, true)`;

const relayed = (client: Client, release: string) =>
  client.query(releasedText(release, 'relay-fetch'), [
    Array.from({ length: 12 }, (_, partition) => partition),
    Array.from({ length: 12 }, () => 0),
    [],
    [],
    10,
    'relay',
  ]);

describe.each(RELEASES)('the database of release %s', (release) => {
  let fresh: TestDatabase;
  let released: TestDatabase;

  beforeAll(async () => {
    fresh = await createTestDatabase('fresh');
    await migrate(fresh.url, CONFERENCING_SCHEMA);
    released = await databaseOf(release, 'conferencing');
    await withClient(released.url, (client) => client.query(PAIR));
    await migrate(released.url, CONFERENCING_SCHEMA);
  });

  afterAll(async () => {
    await Promise.all([fresh?.drop(), released?.drop()]);
  });

  it('becomes the one that a new database gets, to the last index and function', async () => {
    const expected = await schemaAt(fresh.url, CONFERENCING_SCHEMA);
    expect(await schemaAt(released.url, CONFERENCING_SCHEMA)).toEqual(expected);
    expect(expected.map(({ object }) => object)).toEqual(
      expect.arrayContaining([
        'table service_providers',
        'table outbox',
        'table consumer_offsets',
        'index providers_by_email',
        'function conferencing_event(sp service_providers, previous jsonb)',
      ]),
    );
    expect(await migrate(released.url, CONFERENCING_SCHEMA)).toEqual([]);
  });

  if (release !== '0.1.0')
    it('still takes the statements of its processes, which run beside the new ones during a roll-out', () =>
      withClient(released.url, async (client) => {
        const values = [
          ACCOUNT,
          SERVICE,
          PROVIDER,
          0,
          CONNECTION,
          HOST,
          'assigned',
          'email',
          'platform',
          new Date(),
          null,
        ];
        const assigned = await client.query(releasedText(release, 'assign-host'), values);
        expect(assigned.rows).toMatchObject([{ version: '1', host_state: 'ready' }]);

        const [, row] = (await relayed(client, release)).rows as Record<string, string>[];
        expect(row).toMatchObject({ aggregateid: `${SERVICE}/${PROVIDER}`, version: '1' });
        expect(JSON.parse(row!.payload!)).toMatchObject({
          type: 'conferencing.updated',
          change: 'assigned',
          data: { external_user: { id: HOST } },
          previous: null,
        });
        await client.query(releasedText(release, 'relay-remove'), [[row!.partition], [row!.seq], [row!.id]]);
        expect((await relayed(client, release)).rows).toHaveLength(1);
      }));
});

it('keeps the next release as a text that makes its database', async () => {
  const text = await dumpOf('conferencing', CONFERENCING_SCHEMA, '2.0.0');
  expect(text).toMatch(
    /^-- The database of conferencing .* 2\.0\.0[^]+CREATE TABLE outbox \([^]+INSERT INTO migrated_schema/,
  );
});

describe('a database of the time before the first release', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await databaseOf('0.1.0', 'conferencing');
  });

  afterEach(() => database?.drop());

  it('is left alone when one of its migrations is missing', async () => {
    await withClient(database.url, (client) => client.query(`DELETE FROM migrations WHERE name LIKE 'PairList%'`));
    await expect(migrate(database.url, CONFERENCING_SCHEMA)).rejects.toThrow(
      'The database is older than release 1.0.0 can take over: it lacks PairList1764009800000. ' +
        'Migrate it with the last version before 1.0.0 first.',
    );
  });

  it('is left alone when its schema was changed by hand', async () => {
    await withClient(database.url, (client) =>
      client.query('DROP INDEX providers_by_email; ALTER TABLE outbox DROP COLUMN traceparent'),
    );
    const before = await schemaAt(database.url, CONFERENCING_SCHEMA);
    await expect(migrate(database.url, CONFERENCING_SCHEMA)).rejects.toThrow(
      'The schema is not the one that its migrations make, so nothing was migrated: index providers_by_email is missing, ' +
        'column traceparent of table outbox is missing. Undo these changes and migrate again.',
    );
    expect(await schemaAt(database.url, CONFERENCING_SCHEMA)).toEqual(before);
  });

  it('needs no indexes of trigrams', async () => {
    await withClient(database.url, (client) => client.query('DROP EXTENSION pg_trgm CASCADE'));
    expect(await migrate(database.url, CONFERENCING_SCHEMA)).toContain('TextSearch1795000006000');
  });
});
