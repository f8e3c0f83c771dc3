import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  createTestDatabase,
  eventually,
  requiredSetting,
  startPrivateKafka,
  startPrivatePostgres,
  testBrokers,
} from './index.js';
import { accepts } from '@conferencing/servers';

describe('the servers of a test run', () => {
  it('gives each test an empty PostgreSQL 18 database of its own', async () => {
    const database = await createTestDatabase('servers');
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query('SELECT current_database() AS name, current_setting($1) AS version', [
      'server_version_num',
    ]);
    await client.end();
    await database.drop();

    expect(rows[0].name).toBe(database.name);
    expect(Number(rows[0].version)).toBeGreaterThanOrEqual(180_000);
    await expect(new Client({ connectionString: database.url }).connect()).rejects.toThrow('does not exist');
  });

  it('has a broker', async () => {
    const port = Number(testBrokers()[0]!.split(':')[1]);
    expect(await accepts(port)).toBe(true);
  });

  it('brings a private PostgreSQL back with its data after a crash', async () => {
    const postgres = await startPrivatePostgres();
    const database = await createTestDatabase('kept', postgres.url);
    await postgres.process.kill();
    // The number of the one that was killed has gone to somebody else, as it may after a restart of the machine.
    const somebody = new Client({ connectionString: requiredSetting('TEST_DATABASE_URL') });
    await somebody.connect();
    const { rows } = await somebody.query('SELECT pg_backend_pid() AS pid');
    const lock = join(postgres.dataFolder, 'postmaster.pid');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(rows[0].pid)));
    await postgres.restart();
    await somebody.end();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.end();
    await postgres.stop();
    expect(postgres.process.running).toBe(false);
  });

  it('brings a private broker back after a crash', async () => {
    const kafka = await startPrivateKafka();
    const port = Number(kafka.brokers.split(':')[1]);
    await kafka.process.kill();
    await eventually(async () => !(await accepts(port)));
    await kafka.restart();
    expect(await accepts(port)).toBe(true);
    await kafka.stop();
  });
});
