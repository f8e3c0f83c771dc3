import { migrateLibrary } from '@conferencing/postgres';
import { createTestDatabase, type TestDatabase } from '@conferencing/testing';
import { Pool } from 'pg';
import { OUTBOX_MIGRATIONS } from '../migrations/outbox-migrations.js';
import { OUTBOX_PARTITIONS } from '../outbox-schema.js';
import { RelayDatabase } from '../relay/relay-database.js';
import { LeaseClock } from './lease-clock.js';
import { LeaseKeeper } from './lease-keeper.js';
import { CLAIM_LEASES, RELEASE_LEASES } from './lease.sql.js';

const LEASE_MS = 60_000;

describe('a relay that renews its leases', () => {
  let database: TestDatabase;
  let pool: Pool;
  let connections: RelayDatabase;
  let keeper: LeaseKeeper;

  beforeEach(async () => {
    database = await createTestDatabase('leases');
    pool = new Pool({ connectionString: database.url });
    // A connection may still be closing when its database is dropped.
    pool.on('error', () => undefined);
    await migrateLibrary(pool, OUTBOX_MIGRATIONS);
    const ignore = () => undefined;
    connections = new RelayDatabase(database.url, ignore, ignore);
    keeper = new LeaseKeeper(connections, new LeaseClock(), 'relay', LEASE_MS);
  });
  afterEach(async () => {
    await connections.end();
    await pool.end();
    await database.drop();
  });

  const renewed = async () => {
    const { leases, confirm, incarnation } = await keeper.renew(true);
    confirm();
    return { leases, incarnation };
  };
  /** Leases of an owner that died. */
  const abandon = () =>
    pool.query(`UPDATE outbox_leases SET owner = 'dead', epoch = 7, deadline = clock_timestamp() - interval '1 s'`);

  it('takes leases over from a dead owner, though the answer to its claim was lost', async () => {
    await abandon();
    await pool.query(CLAIM_LEASES, ['relay', LEASE_MS, OUTBOX_PARTITIONS]);
    const { leases } = await renewed();
    expect(leases).toHaveLength(OUTBOX_PARTITIONS);
    expect(new Set(leases.map(({ dead }) => dead))).toEqual(new Set([true]));
  });

  it('marks them as taken over until the take-over is confirmed, and then renews them as its own', async () => {
    await abandon();
    const first = await renewed();
    expect((await renewed()).leases.every(({ dead }) => dead)).toBe(true);
    await keeper.confirmTakeover(first.leases, first.incarnation);
    const { leases, incarnation } = await renewed();
    expect(leases.map(({ epoch }) => epoch)).toEqual(leases.map(() => 8));
    expect(leases.some(({ dead, confirmedIn }) => dead || confirmedIn !== incarnation)).toBe(false);
  });

  it('does not lose what it holds to its own release that arrives late', async () => {
    const before = await renewed();
    for (const { partition } of before.leases) keeper.forget(partition);
    const { leases } = await renewed();
    const columns = [before.leases.map(({ partition }) => partition), before.leases.map(({ epoch }) => epoch)];
    await pool.query(RELEASE_LEASES, ['relay', ...columns]);
    const { rows } = await pool.query(`SELECT FROM outbox_leases WHERE owner = 'relay'`);
    expect(rows).toHaveLength(leases.length);
  });
});
