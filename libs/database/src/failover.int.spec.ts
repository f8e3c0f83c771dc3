import {
  createTestDatabase,
  type PrivatePostgres,
  type Standby,
  startPrivatePostgres,
  startStandby,
  TcpGate,
} from '@conferencing/testing';
import { openPool } from '@conferencing/postgres';
import { Database } from './database.js';
import { readiness } from './readiness.js';

const SIZE = 3;

describe('a database that fails over', () => {
  let primary: PrivatePostgres;
  let standby: Standby;
  let gate: TcpGate;
  let database: Database;

  beforeAll(async () => {
    primary = await startPrivatePostgres();
    const { url } = await createTestDatabase('failover', primary.url);
    const setUp = new Database(openPool({ url, size: 1, applicationName: 'test' }, () => undefined));
    await setUp.execute('CREATE TABLE notes (text text)');
    await setUp.pool.end();
    standby = await startStandby(primary);
    gate = new TcpGate({ host: '127.0.0.1', port: primary.port });
    await gate.open();
    const through = new URL(url);
    through.port = String(gate.port);
    database = new Database(openPool({ url: through.href, size: SIZE, applicationName: 'test' }, () => undefined));
  });
  afterAll(async () => {
    await database.pool.end();
    await gate.shut();
    await standby.stop();
    await primary.stop();
  });

  const write = () => database.execute(`INSERT INTO notes VALUES ('x')`);
  const fill = () => Promise.all(Array.from({ length: SIZE }, () => database.query('SELECT pg_sleep(0.05)')));
  const leadTo = async (port: number) => {
    await gate.shut();
    gate.to = { host: '127.0.0.1', port };
    await gate.open();
  };

  it('is ready for reads only while its server is read-only, and recovers under load', async () => {
    await readiness(database, 'writes');
    await leadTo(standby.port);
    await fill().catch(() => undefined);
    await fill();
    await expect(write()).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(readiness(database, 'writes')).rejects.toThrow('no writes');
    await expect(readiness(database, 'reads')).resolves.toBeUndefined();
    await fill();
    expect(database.pool.totalCount).toBe(SIZE);

    // Connections to the standby stay open, and none of them is idle for long.
    gate.to = { host: '127.0.0.1', port: primary.port };
    const attempts = [];
    for (let i = 0; i <= SIZE; i += 1) {
      attempts.push(
        await database.transaction((tx) => tx.execute(`INSERT INTO notes VALUES ('y')`)).catch(() => 'refused'),
      );
    }
    expect(attempts.at(-1)).toBe(1);
    await expect(readiness(database, 'writes')).resolves.toBeUndefined();
  });

  it('follows its server when it becomes read-only, and back', async () => {
    const admin = new Database(openPool({ url: primary.url, size: 1, applicationName: 'test' }, () => undefined));
    const everywhere = async (value: string) => {
      await admin.execute(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
      await admin.query('SELECT pg_reload_conf()');
    };
    const settles = async (ready: boolean) => {
      const state = () =>
        readiness(database, 'writes').then(
          () => true,
          () => false,
        );
      while ((await state()) !== ready) await fill();
    };
    try {
      await everywhere('on');
      await settles(false);
      await expect(write()).rejects.toMatchObject({ kind: 'unavailable' });
      await everywhere('off');
      await settles(true);
      await expect(write()).resolves.toBe(1);
    } finally {
      await admin.pool.end();
    }
  });

  it.each([
    ['25006', false],
    ['53100', false],
    ['53200', false],
    ['57P01', false],
    ['58030', false],
    ['XX000', false],
    ['0A000', false],
    ['22P02', true],
    ['23505', true],
    ['57014', true],
    ['55P03', true],
  ])('after %s it uses the same connection again: %s', async (code, kept) => {
    const single = new Database(openPool({ url: primary.url, size: 1, applicationName: 'test' }, () => undefined));
    const raise = `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${code}'; END $$`;
    const pid = () =>
      single.session(async (client) => (await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid);
    try {
      const before = await pid();
      await expect(single.transaction((tx) => tx.query(raise))).rejects.toBeDefined();
      expect((await pid()) === before).toBe(kept);
    } finally {
      await single.pool.end();
    }
  });

  it('never lends a connection on which a transaction was left open', async () => {
    const single = new Database(openPool({ url: primary.url, size: 1, applicationName: 'test' }, () => undefined));
    const pid = 'SELECT pg_backend_pid() AS pid';
    const leaving = await single.session(async (client) => {
      await client.query('BEGIN');
      return (await client.query(pid)).rows[0].pid;
    });
    const [next] = await single.query<{ pid: number }>(pid);
    await single.pool.end();
    expect(next!.pid).not.toBe(leaving);
  });
});
