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
  it('give each test its own empty PostgreSQL 18 database', async () => {
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

  it('include a broker', async () => {
    const port = Number(testBrokers()[0]!.split(':')[1]);
    expect(await accepts(port)).toBe(true);
  });

  it('restart a private PostgreSQL with its data after a crash', async () => {
    const postgres = await startPrivatePostgres();
    const database = await createTestDatabase('kept', postgres.url);
    await postgres.process.kill();
    // Another process now has the number of the killed one, as it may after a restart of the machine.
    const other = new Client({ connectionString: requiredSetting('TEST_DATABASE_URL') });
    await other.connect();
    const { rows } = await other.query('SELECT pg_backend_pid() AS pid');
    const lock = join(postgres.dataFolder, 'postmaster.pid');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(rows[0].pid)));
    await postgres.restart();
    await other.end();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.end();
    await postgres.stop();
    expect(postgres.process.running).toBe(false);
  });

  it('restart a private broker after a crash', async () => {
    const kafka = await startPrivateKafka();
    const port = Number(kafka.brokers.split(':')[1]);
    await kafka.process.kill();
    await eventually(async () => !(await accepts(port)));
    await kafka.restart();
    expect(await accepts(port)).toBe(true);
    await kafka.stop();
  });
});
