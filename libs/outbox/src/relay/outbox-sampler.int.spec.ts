import { migrateLibrary } from '@conferencing/postgres';
import { createTestDatabase, eventually, type TestDatabase } from '@conferencing/testing';
import { Pool } from 'pg';
import { Registry } from 'prom-client';
import { OUTBOX_MIGRATIONS } from '../migrations/outbox-migrations.js';
import type { OutboxRow } from '../outbox.row.js';
import type { BlockedKeys } from './blocked-keys.js';
import { HeldPartitions } from './held-partitions.js';
import { OutboxSampler } from './outbox-sampler.js';
import type { PartitionBacklog, Sight } from './partition-backlog.js';
import type { ProducerLane } from './producer-lane.js';
import { RelayDatabase } from './relay-database.js';
import { RelayMetrics } from './relay-metrics.js';

const ignore = () => undefined;

describe('the sampler of an outbox', () => {
  let server: TestDatabase;
  let pool: Pool;
  let database: RelayDatabase;
  let held: HeldPartitions;
  let backlog: PartitionBacklog;
  let registry: Registry;
  let sampler: OutboxSampler;
  let running: Promise<void>;
  let blocked: string[];
  let forgotten: number[];

  beforeEach(async () => {
    server = await createTestDatabase('sampler');
    pool = new Pool({ connectionString: server.url });
    await migrateLibrary(pool, OUTBOX_MIGRATIONS);
    database = new RelayDatabase(server.url, ignore, ignore);
    const lane = { load: 0, attach: ignore, detach: ignore } as unknown as ProducerLane;
    held = new HeldPartitions([lane]);
    registry = new Registry();
    blocked = [];
    forgotten = [];
    sampler = new OutboxSampler({
      database,
      held,
      blocked: { list: () => blocked } as unknown as BlockedKeys,
      metrics: new RelayMetrics(registry, { partitions: () => held.size, blockedKeys: () => 0 }),
      everyMs: 20,
      onForgotten: (_backlog, seq) => void forgotten.push(seq),
    });
    const partition = await insert(5, 'key');
    const lease = { partition, epoch: 2, dead: false, confirmedIn: null };
    backlog = held.add(lease, await database.identify(), false);
    backlog.accept([], seen());
    running = Promise.resolve();
  });
  afterEach(async () => {
    sampler.stop();
    await running;
    await database.end();
    await pool.end();
    await server.drop();
  });

  async function insert(seq: number, key: string): Promise<number> {
    const { rows } = await pool.query<{ partition: number }>(
      `INSERT INTO outbox (seq, id, aggregatetype, aggregateid, type, version, occurred_at)
       VALUES ($1, 'evt', 'pair', $2, 'pair.updated', 1, clock_timestamp()) RETURNING partition`,
      [seq, key],
    );
    return rows[0]!.partition;
  }
  const seen = (): Sight => ({
    snapshot: { xmin: 9, ownXid: 9 },
    highest: 10,
    last: 10,
    complete: true,
    generation: backlog.generation,
  });
  const gauge = async (name: string) => (await registry.getSingleMetric(name)!.get()).values[0]?.value;

  it('finds a row below the low-water mark that no fetch would find', async () => {
    expect(backlog.floor).toBe(10);
    running = sampler.run();
    await eventually(() => forgotten.length > 0);
    expect(forgotten[0]).toBe(5);
  });

  it.each([
    ['behind a refused record', () => void (blocked = ['key'])],
    ['in hand for their removal', () => backlog.accept([{ seq: 5, aggregateid: 'key' } as OutboxRow], seen())],
  ])('leaves rows alone that wait %s', async (_, keep) => {
    keep();
    running = sampler.run();
    for (let pending = 1; pending <= 4; pending += 1) {
      await eventually(async () => (await gauge('outbox_pending')) === pending);
      await insert(20 + pending, 'key');
    }
    expect(forgotten).toEqual([]);
  });

  it('shows nothing of lost partitions, even if the database is unreachable', async () => {
    running = sampler.run();
    await eventually(async () => (await gauge('outbox_pending')) === 1);
    expect(await gauge('outbox_leases_owned')).toBe(1);
    await database.end();
    held.loseAll();
    await eventually(async () => (await gauge('outbox_pending')) === 0);
    expect([await gauge('outbox_oldest_age_seconds'), await gauge('outbox_leases_owned')]).toEqual([0, 0]);
    database = new RelayDatabase(server.url, ignore, ignore);
  });
});
