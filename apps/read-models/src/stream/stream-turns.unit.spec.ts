import { setImmediate as turn } from 'node:timers/promises';
import { StreamClient, type StreamSink } from './stream-client.js';
import { StreamTurns } from './stream-turns.js';

const MANY = 120;
const frame = (text: string) => Buffer.from(text);

function recorder() {
  const written: string[] = [];
  const sink: StreamSink = {
    pendingBytes: 0,
    gone: false,
    write: (bytes) => written.push(bytes.toString()),
    drained: () => Promise.resolve(),
    end: () => written.push('end'),
    cut: () => written.push('cut'),
  };
  const client = new StreamClient({ accountId: 'acct' }, () => true, sink);
  client.goLive();
  return { client, written };
}

async function until(condition: () => boolean): Promise<void> {
  for (let left = 100; left > 0 && !condition(); left -= 1) await turn();
  expect(condition()).toBe(true);
}

describe('the turns of the streams', () => {
  it('write a frame to each client that has one, and let other work happen in between', async () => {
    const turns = new StreamTurns();
    const all = Array.from({ length: MANY }, recorder);
    const idle = recorder();
    for (const { client } of all) {
      client.push(frame('a'));
      turns.take(client);
    }
    const reached = () => all.filter(({ written }) => written.length > 0).length;

    await turn();
    await turn();

    expect(reached()).toBeGreaterThan(0);
    expect(reached()).toBeLessThan(MANY);
    await until(() => reached() === MANY);
    expect(all.every(({ written }) => written.join() === 'a')).toBe(true);
    expect(idle.written).toEqual([]);
  });

  it('send later frames with the same write, and give clients another turn after their first', async () => {
    const turns = new StreamTurns();
    const all = Array.from({ length: MANY }, recorder);
    const push = (text: string) => {
      const bytes = frame(text);
      for (const { client } of all) {
        client.push(bytes);
        turns.take(client);
      }
    };
    push('a');
    await until(() => all[0]!.written.length === 1);
    expect(all[MANY - 1]!.written).toEqual([]);

    push('b');

    await until(() => all.every(({ written }) => written.join('') === 'ab'));
    expect(all[0]!.written).toEqual(['a', 'b']);
    expect(all[MANY - 1]!.written).toEqual(['ab']);
  });

  it('do not delay the end: added frames are sent before it', async () => {
    const turns = new StreamTurns();
    const { client, written } = recorder();
    client.push(frame('a'));
    turns.take(client);

    client.end();
    await turn();
    await turn();

    expect(written).toEqual(['a', 'end']);
  });

  it('are skipped for a client that has disconnected', async () => {
    const turns = new StreamTurns();
    const { client, written } = recorder();
    client.push(frame('a'));
    turns.take(client);

    client.closed = true;
    await turn();
    await turn();

    expect(written).toEqual([]);
  });
});
