import { randomBytes } from 'node:crypto';
import { DomainError } from '@conferencing/kernel';
import { openPool } from '@conferencing/postgres';
import { Database } from './database.js';
import { migrate } from './schema/migrate.js';

class MakeCounters1 {
  name = 'MakeCounters1764000000000';
  async up(runner: { query(sql: string): Promise<unknown> }) {
    await runner.query('CREATE TABLE counters (id text PRIMARY KEY, n bigint NOT NULL)');
  }
  async down() {}
}

describe('database', () => {
  const admin = process.env.TEST_DATABASE_URL ?? 'TEST_DATABASE_URL is not set';
  const name = `database_${randomBytes(4).toString('hex')}`;
  const url = admin.replace(/\/[^/]*$/, `/${name}`);
  const adminPool = () => openPool({ url: admin, size: 1, applicationName: 'test' }, () => undefined);
  let database: Database;

  beforeAll(async () => {
    const pool = adminPool();
    await pool.query(`CREATE DATABASE ${name}`);
    await pool.end();
    database = new Database(openPool({ url, size: 4, applicationName: 'test' }, () => undefined));
  });

  afterAll(async () => {
    await database.pool.end();
    const pool = adminPool();
    await pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await pool.end();
  });

  it('applies each migration once when several processes migrate at the same time', async () => {
    const applied = await Promise.all(
      [1, 2, 3].map(() => migrate(url, { libraries: [], migrations: [MakeCounters1], functions: [], schemas: [] })),
    );
    expect(applied.flat()).toEqual(['MakeCounters1764000000000']);
  });

  it('reads bigint as a number and counts the rows that a statement touched', async () => {
    await database.execute('INSERT INTO counters VALUES ($1, $2)', ['a', 9_007_199_254_740_991]);
    expect(await database.query('SELECT n FROM counters WHERE id = $1', ['a'])).toEqual([{ n: 9_007_199_254_740_991 }]);
    expect(await database.execute('UPDATE counters SET n = 1 WHERE id = $1', ['nobody'])).toBe(0);
  });

  it('rolls back what was done before the work threw', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.execute('INSERT INTO counters VALUES ($1, 1)', ['gone']);
      throw new DomainError('conflict', { code: 'conflict', detail: 'No.' });
    });
    await expect(failing).rejects.toMatchObject({ kind: 'conflict' });
    expect(await database.query('SELECT 1 FROM counters WHERE id = $1', ['gone'])).toEqual([]);
  });

  it('undoes an attempt that failed, and nothing around it', async () => {
    const add = 'INSERT INTO counters VALUES ($1, 1)';
    await database.transaction(async (tx) => {
      const outer = tx.attempt(async () => {
        await tx.execute(add, ['outer']);
        await expect(tx.attempt(() => tx.execute(add, ['outer']))).rejects.toMatchObject({ code: '23505' });
        await tx.execute(add, ['after']);
        throw new Error('too');
      });
      await expect(outer).rejects.toThrow('too');
      await expect(tx.attempt(() => tx.execute(add, ['kept']))).resolves.toBe(1);
    });
    const names = await database.query(`SELECT id FROM counters WHERE id IN ('outer', 'after', 'kept')`);
    expect(names).toEqual([{ id: 'kept' }]);
  });

  it('copies rows, or none of them', async () => {
    const copy = (rows: string) =>
      database.transaction((tx) => tx.copy('COPY counters FROM STDIN', Buffer.from(rows)), { attempts: 1 });
    await copy('c1\t1\nc2\t2\n');
    await expect(copy(`c3\t3\nc1\t1\n${'x\t1\n'.repeat(1_000_000)}`)).rejects.toMatchObject({ code: '23505' });
    await expect(copy('c3\tthree\n')).rejects.toMatchObject({ code: '22P02' });
    expect(await database.query(`SELECT id, n FROM counters WHERE id LIKE 'c_' ORDER BY id`)).toEqual([
      { id: 'c1', n: 1 },
      { id: 'c2', n: 2 },
    ]);
  });

  it('raises the statement timeout for long work, and restores it', async () => {
    const impatient = new Database(
      openPool({ url, size: 1, applicationName: 'test', statementTimeoutMs: 300 }, () => undefined),
    );
    try {
      const nap = (tx: Pick<Database, 'query'>) => tx.query('SELECT pg_sleep(1)');
      await expect(impatient.transaction(nap)).rejects.toThrow();
      await expect(impatient.transaction(nap, { statementTimeoutMs: 5_000 })).resolves.toHaveLength(1);
      await expect(impatient.query('SELECT pg_sleep(1)')).rejects.toThrow();
    } finally {
      await impatient.pool.end();
    }
  });

  it('ends work that exceeds its total time, and releases its locks', async () => {
    const work = database.transaction(
      async (tx) => {
        await tx.execute('INSERT INTO counters VALUES ($1, 1)', ['slow']);
        for (;;) await tx.query('SELECT pg_sleep(0.05)');
      },
      { transactionTimeoutMs: 300 },
    );
    await expect(work).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await database.query(`SELECT 1 FROM counters WHERE id = 'slow'`)).toEqual([]);
  });

  it('retries the loser of a deadlock', async () => {
    await database.execute('INSERT INTO counters VALUES ($1, 0), ($2, 0)', ['x', 'y']);
    const bump = 'UPDATE counters SET n = n + 1 WHERE id = $1';
    const arrived: (() => void)[] = [];
    const bothHoldTheirFirstLock = () =>
      new Promise<void>((resolve) => {
        arrived.push(resolve);
        if (arrived.length >= 2) for (const go of arrived) go();
      });
    const inOrder = (first: string, second: string) =>
      database.transaction(async (tx) => {
        await tx.execute(bump, [first]);
        await bothHoldTheirFirstLock();
        await tx.execute(bump, [second]);
      });
    await Promise.all([inOrder('x', 'y'), inOrder('y', 'x')]);
    const rows = await database.query<{ n: number }>('SELECT n FROM counters WHERE id IN ($1, $2)', ['x', 'y']);
    expect(rows.map(({ n }) => n)).toEqual([2, 2]);
  });

  it('throws unavailable if the server is unreachable or the connection is cut', async () => {
    const nowhere = new Database(
      openPool({ url: 'postgres://u:p@127.0.0.1:1/x', size: 1, applicationName: 'test' }, () => undefined),
    );
    await expect(nowhere.query('SELECT 1')).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(nowhere.transaction((tx) => tx.query('SELECT 1'))).rejects.toMatchObject({ kind: 'unavailable' });
    await nowhere.pool.end();
    await expect(database.query('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
