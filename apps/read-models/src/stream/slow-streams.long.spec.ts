import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Database, openPool } from '@conferencing/database';
import { type AppProcess, eventually, startApp, type TestDatabase } from '@conferencing/testing';
import { changeAll } from '../projections/change-all.js';
import { id, projected } from '../projections/events.fixture.js';
import { migratedDatabase } from '../read-models.fixture.js';
import { encodeCursor } from './stream-cursor.js';

const STREAMS = 200;
const EVENTS = 20_000;
const BATCH = 1_000;
/**
 * All streams together may hold 64 MB of unread bytes; the rest belongs to the runtime. The requested changes would be
 * some GB.
 */
const MOST_GROWTH = 300 * 1_048_576;
const BEGINNING = encodeCursor(new Map([[0, 0]]));

describe('a process with streams that no client reads', () => {
  let test: TestDatabase;
  let database: Database;
  let app: AppProcess;
  const sockets: Socket[] = [];

  const happen = (first: number, count: number) =>
    database.transaction((tx) =>
      changeAll(
        0,
        Array.from({ length: count }, (_, n) => projected({ service: 1 + first + n })),
      )(tx),
    );

  beforeAll(async () => {
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 1, applicationName: 'test' }, () => undefined));
    for (let from = 0; from < EVENTS; from += BATCH) await happen(from, BATCH);
    const settings = { DATABASE_URL: test.url, KAFKA_BROKERS: '127.0.0.1:1' };
    app = await startApp('read-models', settings, { waitUntilReady: false });
    await eventually(async () => (await fetch(`${app.url}/health/ready`).catch(() => undefined))?.ok, {
      timeoutMs: 30_000,
    });
  }, 120_000);

  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await app?.stop();
    await database?.pool.end();
    await test?.drop();
  });

  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${app.url}/metrics`)).text();
    return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
  };

  /** Requests everything from the beginning, and reads only the first bytes. */
  async function openAndStandStill(): Promise<void> {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    sockets.push(socket);
    const head = [
      'GET /v1/conferencing/stream HTTP/1.1',
      'host: localhost',
      `authorization: Bearer ${app.settings.PLATFORM_TOKEN}`,
      `x-account-id: ${id('acct', 1)}`,
      `last-event-id: ${BEGINNING}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
  }

  it('stays within its memory, and disconnects them all', async () => {
    const before = await metric('process_resident_memory_bytes');
    await Promise.all(Array.from({ length: STREAMS }, openAndStandStill));
    let most = 0;
    let more = 0;
    await eventually(
      async () => {
        // Changes go on: a client that does not read must not make the process keep them.
        await happen(EVENTS + 100 * more++, 100);
        most = Math.max(most, await metric('process_resident_memory_bytes'));
        return (await metric('read_models_streams')) === 0;
      },
      { timeoutMs: 120_000 },
    );
    expect(most - before).toBeLessThan(MOST_GROWTH);
  }, 180_000);
});
