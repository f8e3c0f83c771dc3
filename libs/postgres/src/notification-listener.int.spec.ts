import { once } from 'node:events';
import { createServer } from 'node:net';
import { within } from '@conferencing/kernel';
import { createTestDatabase, eventually, SilentWay, type TestDatabase } from '@conferencing/testing';
import { NotificationListener } from './notification-listener.js';

const listenerOf = (url: string, hear: () => void) =>
  new NotificationListener({ url, applicationName: 'test', channels: { test_channel: hear } });

describe('a listener', () => {
  let database: TestDatabase;
  let way: SilentWay;
  beforeAll(async () => (database = await createTestDatabase('listener')));
  beforeEach(async () => (way = await SilentWay.to(database.url)));
  afterEach(() => way.close());
  afterAll(() => database.drop());

  /** A listener at work; it is called each time that it has connected, too. */
  async function listening() {
    let heard = 0;
    const listener = listenerOf(way.url, () => (heard += 1));
    const running = listener.run();
    await eventually(() => heard > 0);
    return { listener, running, heard: () => heard };
  }

  it('ends at once though the server is silent', async () => {
    const { listener, running } = await listening();
    way.silence();
    listener.stop();
    expect(await within(4_000, running)).toBe(true);
  });

  it('ends at once though a question of its own has no answer', async () => {
    let silent = false;
    const silence = () => {
      way.silence();
      silent = true;
    };
    const listener = listenerOf(way.url, silence);
    const running = listener.run();
    await eventually(() => silent);
    listener.stop();
    expect(await within(4_000, running)).toBe(true);
  });

  it('ends at once though it is connecting to a server that is silent', async () => {
    way.silence();
    const listener = listenerOf(way.url, () => undefined);
    const running = listener.run();
    await eventually(() => way.connections > 0);
    listener.stop();
    expect(await within(4_000, running)).toBe(true);
  });

  it('notices a connection that has fallen silent, and connects again', async () => {
    const { listener, running, heard } = await listening();
    way.silence();
    way.admit();
    const before = heard();
    await eventually(() => heard() > before, { timeoutMs: 20_000 });
    listener.stop();
    await running;
  });

  it('rests between attempts while the server turns it away', async () => {
    let attempts = 0;
    const server = createServer((socket) => {
      attempts += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const listener = listenerOf(`postgres://nobody@127.0.0.1:${port}/none`, () => undefined);
    const began = performance.now();
    const running = listener.run();
    await eventually(() => attempts >= 3);
    expect(performance.now() - began).toBeGreaterThan(900);
    listener.stop();
    await running;
    server.close();
  });
});
