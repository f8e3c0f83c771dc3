import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PATTERNS } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { eventually, type TestDatabase } from '@conferencing/testing';
import { id } from '../../projections/events.fixture.js';
import { migratedDatabase, type RunningReadModels, startReadModels } from '../../read-models.fixture.js';

const NO_KAFKA = '127.0.0.1:1';
const WAITING = `SELECT count(*)::int AS n FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('the questions of a caller over TCP who leaves', () => {
  let test: TestDatabase;
  let database: Database;
  let readModels: RunningReadModels;

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 2, applicationName: 'test' }, () => undefined));
    readModels = await startReadModels(test.url, NO_KAFKA);
  });
  afterAll(async () => {
    await readModels?.close();
    await database?.pool.end();
    await test?.drop();
  });

  const waiting = async () => (await database.query<{ n: number }>(WAITING))[0]!.n;
  const ask = (socket: Socket, number: number) => {
    const frame = JSON.stringify({ pattern: PATTERNS.list, data: { account_id: id('acct', 1) }, id: number });
    socket.write(`${frame.length}#${frame}`);
  };
  const open = async () => {
    const socket = connect(readModels.settings.TCP_PORT, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };

  it('end in PostgreSQL, those that wait for their turn too, and other callers are answered', async () => {
    const stays = await open();
    await database.transaction(async (tx) => {
      await tx.execute('LOCK TABLE projection.conferencing_current');
      const leaves = await open();
      for (let n = 0; n < 20; n += 1) ask(leaves, n);
      await eventually(async () => (await waiting()) > 0);
      leaves.destroy();
      await eventually(async () => (await waiting()) === 0);
      ask(stays, 100);
      await eventually(async () => (await waiting()) > 0);
    });
    const [answer] = (await once(stays, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/"total_count":0/);
    stays.destroy();
  });
});
