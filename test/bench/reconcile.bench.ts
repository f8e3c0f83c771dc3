import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { TOPICS } from '@conferencing/contracts';
import { openPool } from '@conferencing/database';
import { createTestDatabase, eventually, requiredSetting, runCommand, startApp } from '@conferencing/testing';
import type { Pool } from 'pg';
import { kafkaAt } from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { assignAll, changeStatus, seedAccount } from './api/seed.js';

export const name = 'ops reconcile over the database, the topic and the read models';

const PAIRS = 100_000;
const MORE_PAIRS = 2 * PAIRS;
const OPS = resolve(__dirname, '../../dist/tools/ops/src/main.js');
/** Prints the peak of the resident memory, in KiB, as the process ends. */
const TELLS_MEMORY = `process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))`;

interface Run {
  seconds: number;
  peakMiB: number;
}

async function emptyTopics(): Promise<void> {
  const kafka = kafkaAt(requiredSetting('TEST_KAFKA_BROKERS'));
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteTopics(Object.values(TOPICS)).finally(() => admin.close());
  await eventually(
    async () => {
      await runCommand('topics', { KAFKA_BROKERS: requiredSetting('TEST_KAFKA_BROKERS') });
      return true;
    },
    { timeoutMs: 60_000 },
  );
}

async function reconcile(environment: Record<string, string>, ...wishes: string[]): Promise<Run> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${TELLS_MEMORY}`, OPS, 'reconcile', ...wishes],
    {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  const peak = /peak (\d+)/.exec(said)?.[1];
  if (code !== 0 || peak === undefined) throw new Error(`reconcile ended with ${code}:\n${said}`);
  return { seconds: (performance.now() - began) / 1_000, peakMiB: Number(peak) / 1_024 };
}

async function measured(count: number): Promise<{ level: Run; stale: Run }> {
  await emptyTopics();
  const seed = await seedAccount(count);
  const readModels = await createTestDatabase('read_models');
  const pool: Pool = openPool({ url: readModels.url, size: 2, applicationName: 'bench' }, () => undefined);
  await runCommand('migrate-read-models', { DATABASE_URL: readModels.url });
  const apps = await Promise.all([
    startApp('conferencing', { DATABASE_URL: seed.pairs.url }),
    startApp('read-models', { DATABASE_URL: readModels.url }),
  ]);
  const environment = {
    CONFERENCING_DATABASE_URL: seed.pairs.url,
    READ_MODELS_DATABASE_URL: readModels.url,
    KAFKA_BROKERS: requiredSetting('TEST_KAFKA_BROKERS'),
  };
  const shown = async (version: number) => {
    const { rows } = await pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM projection.conferencing_current WHERE version = $1',
      [version],
    );
    return rows[0]?.count === count;
  };
  try {
    await assignAll(seed);
    await changeStatus(seed, 'reconnect_required');
    await eventually(() => shown(2), { timeoutMs: 300_000, intervalMs: 500 });
    const level = await reconcile(environment);
    await seed.pairs.database.execute('UPDATE service_providers SET version = 3, event_id = new_event_id()');
    const stale = await reconcile(environment, '--repair');
    await eventually(() => shown(3), { timeoutMs: 300_000, intervalMs: 500 });
    return { level, stale };
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    await pool.end();
    await readModels.drop();
    await seed.pairs.close();
  }
}

export async function run(): Promise<Figure[]> {
  const few = await measured(PAIRS);
  const many = await measured(MORE_PAIRS);
  const beside = ({ peakMiB }: Run) => ({ name: '100,000 pairs', value: peakMiB });
  return [
    { name: '100,000 pairs, nothing differs, s', value: few.level.seconds },
    { name: '100,000 pairs, all stale and repaired, s', value: few.stale.seconds },
    { name: '200,000 pairs, nothing differs, s', value: many.level.seconds },
    { name: '200,000 pairs, all stale and repaired, s', value: many.stale.seconds },
    {
      name: '200,000 pairs, nothing differs, peak MiB',
      value: many.level.peakMiB,
      limit: beside(few.level),
      target: { atMost: 1.3 },
    },
    {
      name: '200,000 pairs, all stale and repaired, peak MiB',
      value: many.stale.peakMiB,
      limit: beside(few.stale),
      target: { atMost: 1.3 },
    },
  ];
}
