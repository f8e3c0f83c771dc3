import { TOPICS } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { createTestDatabase, eventually, requiredSetting, runCommand, startApp } from '@conferencing/testing';
import { hasReached } from '../../apps/read-models/src/operate/progress.js';
import { kafkaAt } from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { assignAll, changeStatus, seedAccount, type Seed } from './api/seed.js';
import { median } from './relay/median.js';

export const name = 'one status change that concerns 100,000 pairs';

const PAIRS = 100_000;
const ROUNDS = 3;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** Rolls back, so that every round finds the same rows. */
async function rolledBack({ pairs }: Seed, statements: readonly string[]): Promise<number> {
  return pairs.database.session(async (client) => {
    await client.query('BEGIN');
    const seconds = await timed(async () => {
      for (const statement of statements) await client.query(statement);
    });
    await client.query('ROLLBACK');
    await client.query('VACUUM service_providers, outbox');
    return seconds;
  });
}

const BARE_INSERT_SELECT = `
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT new_event_id(), 'conferencing', sp.service_id || '/' || sp.provider_id, 'conferencing.updated.v1', sp.version + 1,
       conferencing_event(sp, conferencing_resource(
         sp.service_id, sp.provider_id, connected_account_json(ca), external_user_json(eu))), now()
FROM service_providers sp
JOIN external_users eu ON eu.id = sp.external_user_id
JOIN connected_accounts ca ON ca.id = eu.connected_account_id`;

const BARE_UPDATE = `
UPDATE service_providers sp
SET version = sp.version + 1, host_state = 'account_reconnect_required', change = 'refreshed', occurred_at = now(),
    event_id = new_event_id(), resource = sp.resource || '{"object": "service_provider_conferencing"}'`;

const ROWS_PER_INSERT = 1_000;

/** The events of the change, as INSERTs of literals: the minimum time to write as much text into a table. */
async function insertsOfLiterals({ pairs }: Seed): Promise<string[]> {
  const { rows } = await pairs.database.pool.query<{ literals: string }>(`
    SELECT string_agg(format('(%L, %s, %L)', aggregateid, version, payload), ',') AS literals
    FROM (SELECT *, row_number() OVER () AS n FROM outbox) AS numbered
    GROUP BY (n - 1) / ${ROWS_PER_INSERT}`);
  return rows.map(({ literals }) => `INSERT INTO literals VALUES ${literals}`);
}

/** Other benchmarks have left their records in the topic: they have positions too. */
async function appliesWhatWasThere(readModels: Database): Promise<void> {
  const admin = kafkaAt(requiredSetting('TEST_KAFKA_BROKERS')).admin();
  await admin.connect();
  const ends = await admin.watermarks(TOPICS.conferencingUpdated).finally(() => admin.close());
  await eventually(() => hasReached(readModels, ends), { timeoutMs: 120_000 });
}

/** From the change until the read model shows it for every pair: relay, broker and projection. */
async function visibleEverywhere(seed: Seed): Promise<number> {
  const readModels = await createTestDatabase('read_models');
  const pool = openPool({ url: readModels.url, size: 2, applicationName: 'bench' }, () => undefined);
  const database = new Database(pool);
  await runCommand('migrate-read-models', { DATABASE_URL: readModels.url });
  const apps = await Promise.all([
    startApp('conferencing', { DATABASE_URL: seed.pairs.url }),
    startApp('read-models', { DATABASE_URL: readModels.url }),
  ]);
  const count = async (query: string, values: unknown[] = []) =>
    (await database.query<{ count: number }>(`SELECT ${query}`, values))[0]!.count;
  // Each change gets a position in the stream: the sum of positions is cheap, counting the rows is not.
  const applied = () => count('coalesce(sum(position), 0)::int AS count FROM projection.stream_lane');
  try {
    await appliesWhatWasThere(database);
    const before = await applied();
    const seconds = await timed(async () => {
      await changeStatus(seed, 'reconnect_required');
      await eventually(async () => (await applied()) >= before + PAIRS, { timeoutMs: 120_000, intervalMs: 20 });
    });
    const shown = await count(
      'count(*)::int AS count FROM projection.conferencing_current WHERE account_id = $1 AND version = 2',
      [seed.pairs.accountId],
    );
    if (shown !== PAIRS) throw new Error(`${shown} pairs show the change instead of ${PAIRS}`);
    return seconds;
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    await pool.end();
    await readModels.drop();
  }
}

export async function run(): Promise<Figure[]> {
  const seed = await seedAccount(PAIRS);
  const { pairs } = seed;
  try {
    await assignAll(seed);
    await pairs.database.execute('CREATE TABLE literals (key text PRIMARY KEY, n bigint, body text)');
    const [ours, bare, literals]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push((await rolledBack(seed, [BARE_INSERT_SELECT])) + (await rolledBack(seed, [BARE_UPDATE])));
      ours.push(await timed(() => changeStatus(seed, round % 2 === 0 ? 'reconnect_required' : 'active')));
      literals.push(await rolledBack(seed, await insertsOfLiterals(seed)));
      await pairs.database.execute('TRUNCATE outbox');
      await pairs.database.execute('VACUUM service_providers');
    }
    await assignAll(seed);
    await pairs.database.execute(`UPDATE connected_accounts SET status = 'active'`);
    await assignAll(seed);
    const visible = await visibleEverywhere(seed);
    return [
      {
        name: 'all versions and events written, s',
        value: median(ours),
        limit: { name: 'bare INSERT … SELECT + bare UPDATE', value: median(bare) },
        target: { atMost: 1.15 },
      },
      {
        name: 'all visible in the read model, s',
        value: visible,
        limit: { name: 'bare INSERT of literals', value: median(literals) },
        target: { atMost: 10 },
      },
    ];
  } finally {
    await pairs.close();
  }
}
