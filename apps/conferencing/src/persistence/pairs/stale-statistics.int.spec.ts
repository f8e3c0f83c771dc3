import type { BulkScope } from '../../domain/pair-batches.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { PgCatalog } from '../catalog/catalog.repository.js';
import { PgUserMappings } from '../directory/user-mappings.repository.js';
import { addPairs, connectZoom, makePairs, type Pairs } from './pairs.fixture.js';
import { queryableOf } from './pg-unit-of-work.js';

const TABLES = ['service_providers', 'user_mappings', 'external_users', 'providers', 'services', 'connected_accounts'];
const PAIRS = 1_500;
/** The number of rows that a statement may read for each affected pair. A quadratic statement reads hundreds. */
const ROWS_FOR_EACH = 25;

const READ = `SELECT sum(seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables`;

describe('right after an import, while statistics are as old as the first few rows', () => {
  let pairs: Pairs;
  let zoom: Awaited<ReturnType<typeof connectZoom>>;
  let added: Awaited<ReturnType<typeof addPairs>>;
  let scope: BulkScope;
  const catalog = new PgCatalog();

  beforeAll(async () => {
    pairs = await makePairs();
    for (const table of TABLES) await pairs.database.execute(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
    for (let few = 0; few < 30; few += 1) await add(1);
    await pairs.database.execute('ANALYZE');
    ({ zoom, added } = await add(PAIRS));
    const { accountId } = pairs;
    scope = { accountId, serviceId: added.serviceId, connectedAccountId: zoom.id, only: 'all', providerIds: null };
  });
  afterAll(() => pairs.close());

  async function add(count: number) {
    const made = { zoom: await connectZoom(pairs, count), added: await addPairs(pairs, count) };
    await pairs.database.execute(
      `INSERT INTO user_mappings (connected_account_id, provider_id, account_id, external_user_id, source, created_at, updated_at)
       SELECT $1, provider, $2, host, 'manual', now(), now() FROM unnest($3::text[], $4::text[]) AS w (provider, host)`,
      [
        made.zoom.id,
        pairs.accountId,
        made.added.keys.map(({ providerId }) => providerId),
        made.zoom.users.map(({ id }) => id),
      ],
    );
    return made;
  }

  /** The number of rows that are read for each pair while the work runs. */
  const cost = (work: (transaction: Transaction) => Promise<unknown>): Promise<number> =>
    pairs.unitOfWork.forAccount(pairs.accountId, async (transaction) => {
      const read = async () => (await queryableOf(transaction).query<{ read: number }>(READ))[0]?.read ?? 0;
      const before = await read();
      await work(transaction);
      return ((await read()) - before) / PAIRS;
    });

  const why = () => ({ ...pairs.why, at: new Date(), reason: null });
  const nothing = { services: [], providers: [], pairs: [] };
  const refs = () => added.keys.map(({ serviceId, providerId }) => ({ serviceId, providerId }));
  const providers = () => added.keys.map(({ providerId }) => providerId);

  const WORK: [string, (transaction: Transaction) => Promise<unknown>][] = [
    ['a bulk looks for its pairs', (tx) => pairs.batches.mappedPairs(scope, tx)],
    [
      'a bulk assigns',
      (tx) => {
        const changes = added.keys.map(
          (key, i) => ({ ...key, change: 'assigned', externalUserId: zoom.users[i]!.id }) as const,
        );
        return pairs.batches.assign(tx, pairs.accountId, changes, {
          ...why(),
          resolvedBy: 'bulk',
          batchId: 'bat_000000000001',
        });
      },
    ],
    [
      'a connection is renamed',
      async (tx) => {
        await queryableOf(tx).execute(`UPDATE connected_accounts SET display_name = 'Other' WHERE id = $1`, [zoom.id]);
        await pairs.fanOut.refresh(tx, { connectedAccountId: zoom.id }, why());
      },
    ],
    [
      'users change',
      async (tx) => {
        await queryableOf(tx).execute(`UPDATE external_users SET first_name = 'B' WHERE connected_account_id = $1`, [
          zoom.id,
        ]);
        const externalUserIds = zoom.users.map(({ id }) => id);
        await pairs.fanOut.refresh(tx, { connectedAccountId: zoom.id, externalUserIds }, why());
      },
    ],
    [
      'mappings are made by email',
      (tx) => new PgUserMappings(pairs.database).mapByEmail(tx, zoom.id, null, new Date()),
    ],
    [
      'a service is locked',
      (tx) => catalog.lockPairs(tx, pairs.accountId, { ...nothing, services: [added.serviceId] }),
    ],
    ['providers are locked', (tx) => catalog.lockPairs(tx, pairs.accountId, { ...nothing, providers: providers() })],
    ['pairs are locked', (tx) => catalog.lockPairs(tx, pairs.accountId, { ...nothing, pairs: refs() })],
    [
      'a service is aligned',
      (tx) => catalog.alignPairs(tx, pairs.accountId, { services: [added.serviceId], providers: [] }),
    ],
    [
      'providers are aligned',
      (tx) => catalog.alignPairs(tx, pairs.accountId, { services: [], providers: providers() }),
    ],
    [
      'ids are looked up',
      (tx) =>
        catalog.foreign(tx, pairs.accountId, { services: [added.serviceId], providers: providers(), pairs: refs() }),
    ],
    [
      'pairs are saved',
      (tx) => {
        const changes = refs().map((ref) => ({ ...ref, assigned: true, version: null }));
        return catalog.savePairs(tx, pairs.accountId, changes, new Date());
      },
    ],
    [
      'a connection is deleted',
      (tx) => pairs.fanOut.clear(tx, { connectedAccountId: zoom.id }, { ...why(), tombstone: true }),
    ],
  ];

  it.each(WORK)('%s in time proportional to the number of affected rows', async (_name, work) => {
    expect(await cost(work)).toBeLessThan(ROWS_FOR_EACH);
  });
});
