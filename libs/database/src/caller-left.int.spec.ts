import { EventEmitter } from 'node:events';
import { withRequestContext } from '@conferencing/observability';
import { openPool } from '@conferencing/postgres';
import { createTestDatabase, eventually, type TestDatabase } from '@conferencing/testing';
import { Database } from './database.js';

/** Nothing but a cancel request ends a statement while the server doesn't look after its client. */
const BLIND = `SET LOCAL client_connection_check_interval = 0`;
const SLEEP = 'SELECT pg_sleep(600)';
const ACTIVE = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query = '${SLEEP}'`;

/** A request whose answer is not there yet. */
function request<T>(work: () => Promise<T>) {
  const answer = Object.assign(new EventEmitter(), { writableFinished: false });
  const outcome = withRequestContext('req', undefined, answer, work).catch((error: unknown) => error);
  return { outcome, leave: () => answer.emit('close') };
}

describe('work for a caller who leaves', () => {
  const CODE = { code: 'caller_left' };
  let test: TestDatabase;
  let database: Database;
  let observer: Database;

  beforeAll(async () => {
    test = await createTestDatabase('left');
    const open = (size: number) =>
      new Database(openPool({ url: test.url, size, applicationName: 'test' }, () => undefined));
    [database, observer] = [open(4), open(1)];
    await observer.execute('CREATE TABLE notes (text text NOT NULL)');
  });
  afterAll(async () => {
    await Promise.all([database.pool.end(), observer.pool.end()]);
    await test.drop();
  });

  const active = async () => (await observer.query<{ n: number }>(ACTIVE))[0]?.n ?? 0;
  const notes = async () => (await observer.query<{ text: string }>('SELECT text FROM notes')).map(({ text }) => text);

  it('ends in the middle of a statement, in PostgreSQL too, and leaves nothing', async () => {
    const { outcome, leave } = request(() =>
      database.transaction(
        async (tx) => {
          await tx.execute(`INSERT INTO notes VALUES ('half')`);
          await tx.execute(BLIND);
          await tx.query(SLEEP);
        },
        { endsWithCaller: true },
      ),
    );
    await eventually(async () => (await active()) === 1);
    leave();
    expect(await outcome).toMatchObject(CODE);
    await eventually(async () => (await active()) === 0);
    expect(await notes()).toEqual([]);
  });

  it('ends between two statements, before COMMIT', async () => {
    const { outcome, leave } = request(() =>
      database.transaction(
        async (tx) => {
          await tx.execute(`INSERT INTO notes VALUES ('half')`);
          leave();
        },
        { endsWithCaller: true },
      ),
    );
    expect(await outcome).toMatchObject(CODE);
    expect(await notes()).toEqual([]);
  });

  it('does not begin, and needs no place', async () => {
    const reads = Array.from({ length: 20 }, () => request(() => database.reading('acct').query(SLEEP)));
    await eventually(async () => (await active()) === 3);
    for (const { leave } of reads.slice(3)) leave();
    const waiting = await Promise.all(reads.slice(3).map(({ outcome }) => outcome));
    expect(waiting).toEqual(waiting.map(() => expect.objectContaining(CODE)));
    expect(await active()).toBe(3);
    for (const { leave } of reads) leave();
    await Promise.all(reads.map(({ outcome }) => outcome));
    await eventually(async () => (await active()) === 0);
    const late = request(async () => {
      await Promise.resolve();
      late.leave();
      return database.reading('acct').query('SELECT 1');
    });
    expect(await late.outcome).toMatchObject(CODE);
  });

  it('goes on where it is not only for them, and what is committed stays', async () => {
    const { outcome, leave } = request(async () => {
      await database.transaction((tx) => tx.execute(`INSERT INTO notes VALUES ('kept')`), { endsWithCaller: true });
      leave();
      return database.transaction((tx) => tx.execute(`INSERT INTO notes VALUES ('for others')`));
    });
    expect(await outcome).toBe(1);
    expect(await notes()).toEqual(['kept', 'for others']);
  });

  it('leaves a whole pool behind', async () => {
    const ones = await Promise.all(Array.from({ length: 40 }, () => database.query('SELECT 1 AS one')));
    expect(ones).toEqual(ones.map(() => [{ one: 1 }]));
  });
});
