import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PATTERNS } from '@conferencing/contracts';
import { Database, openPool } from '@conferencing/database';
import { eventually, type TestDatabase } from '@conferencing/testing';
import { changeAll } from '../../projections/change-all.js';
import { id, projected } from '../../projections/events.fixture.js';
import { migratedDatabase, type RunningReadModels, startReadModels } from '../../read-models.fixture.js';

interface Reply {
  id: string;
  err?: { status: string; code: string };
  response?: unknown;
}

const frame = (message: object) => {
  const text = JSON.stringify(message);
  return `${text.length}#${text}`;
};

/** Collects replies as they arrive; ASCII only. */
function replies(socket: Socket): Reply[] {
  const got: Reply[] = [];
  let rest = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    rest += chunk;
    for (;;) {
      const [length = ''] = rest.split('#', 1);
      const end = length.length + 1 + Number(length);
      if (length === '' || !rest.includes('#') || rest.length < end) return;
      got.push(JSON.parse(rest.slice(length.length + 1, end)) as Reply);
      rest = rest.slice(end);
    }
  });
  return got;
}

describe('the query port', () => {
  let test: TestDatabase;
  let readModels: RunningReadModels;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    test = await migratedDatabase();
    const database = new Database(openPool({ url: test.url, size: 1, applicationName: 'test' }, () => undefined));
    await database.transaction((tx) =>
      changeAll(
        0,
        Array.from({ length: 300 }, (_, n) => projected({ service: n + 1 })),
      )(tx),
    );
    await database.pool.end();
    readModels = await startReadModels(test.url, '127.0.0.1:1');
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  afterAll(async () => {
    await readModels?.close();
    await test?.drop();
  });

  const open = async () => {
    const socket = connect(readModels.settings.TCP_PORT, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  };

  const question = (n: number, pattern: string, data: object = {}) =>
    frame({ id: String(n), pattern, data: { account_id: id('acct', 1), ...data } });

  it('answers other connections while one asks for thousands of lists, and refuses those above its limit', async () => {
    const [greedy, modest] = [await open(), await open()];
    const [flood, mine] = [replies(greedy), replies(modest)];
    const asked = 3_000;
    const list = (n: number) => question(n, PATTERNS.list, { page_size: 1 });
    greedy.write(Array.from({ length: asked }, (_, n) => list(n)).join(''));
    await eventually(() => flood.length > 0);
    for (let n = 0; n < 5; n += 1) {
      const before = flood.filter(({ err }) => err === undefined).length;
      modest.write(list(n));
      await eventually(() => mine.length > n, { intervalMs: 1 });
      // They take turns: few queries of the flood are answered between a query of another caller and its answer.
      expect(flood.filter(({ err }) => err === undefined).length - before).toBeLessThan(100);
    }
    expect(mine.every(({ err }) => err === undefined)).toBe(true);
    await eventually(() => flood.length === asked, { timeoutMs: 60_000 });
    const refused = flood.filter(({ err }) => err !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ err }) => err?.code))).toEqual(new Set(['rate_limited']));
    expect(new Set(flood.map((reply) => reply.id)).size).toBe(asked);
  });

  it('counts reads separately from waits for a version', async () => {
    const socket = await open();
    const got = replies(socket);
    const pair = { service_id: id('srv', 1), provider_id: id('prov', 1) };
    const wait = (n: number) => question(n, PATTERNS.get, { ...pair, min_version: 99, wait_ms: 5_000 });
    socket.write(Array.from({ length: 600 }, (_, n) => wait(n)).join('') + question(1_000, PATTERNS.get, pair));
    await eventually(() => got.some((reply) => reply.id === '1000'));
    expect(got.find((reply) => reply.id === '1000')?.err).toBeUndefined();
    expect(got.filter(({ err }) => err?.code === 'rate_limited')).toHaveLength(100);
    expect(got.filter(({ err }) => err?.code === 'not_yet_visible')).toHaveLength(0);
  });

  it('accepts a limited number of connections, answers those, and reuses a free place', async () => {
    const all = await Promise.all(Array.from({ length: 1_010 }, open));
    await eventually(() => all.filter((one) => one.destroyed).length >= 10, { timeoutMs: 20_000 });
    const kept = all.filter((one) => !one.destroyed);
    expect(kept.length).toBeGreaterThan(900);
    const first = replies(kept[0]!);
    kept[0]!.write(question(1, PATTERNS.list));
    await eventually(() => first.length === 1);
    for (const one of kept.slice(1)) one.destroy();
    await eventually(async () => {
      const socket = await open();
      const got = replies(socket);
      socket.write(question(2, PATTERNS.list));
      await eventually(() => got.length === 1 || socket.destroyed);
      return got.length === 1;
    });
  });

  it('limits the memory of incomplete frames over all connections: the largest one is closed', async () => {
    const begun = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const socket = await open();
        // Wide characters: two bytes each in memory.
        socket.write(`4000000#${'字'.repeat(2_000_000)}`);
        return socket;
      }),
    );
    await eventually(() => begun.some((socket) => socket.destroyed));
    const socket = await open();
    const got = replies(socket);
    socket.write(question(1, PATTERNS.list));
    await eventually(() => got.length === 1);
    expect(got[0]?.err).toBeUndefined();
    expect(begun.filter((one) => !one.destroyed).length).toBeGreaterThan(0);
  });
});
