import type { LiveChange } from '../api/types.js';
import { LiveFeed } from './live-feed.js';
import type { SseEnd } from './sse-connection.js';

type Handlers = { open: () => void; id: (id: string) => void; message: (m: { id: string; data: string }) => void };
type Connection = (handlers: Handlers) => SseEnd | 'stop';

const change = (version: number) => ({ service_id: 'srv_1', provider_id: 'prov_1', version }) as LiveChange;
const message = (id: string, version: number) => ({ id, data: JSON.stringify(change(version)) });

/** Plays the connections one after the other, and tells what the feed asked for and what it gave on. */
async function play(...connections: Connection[]) {
  const log: string[] = [];
  let next = 0;
  const feed: LiveFeed = new LiveFeed({
    url: '/api/stream',
    read: (_url, lastId, _signal, on) => {
      log.push(`open from ${lastId ?? 'now'}`);
      const end = connections[next++]?.(on as Handlers) ?? 'stop';
      if (end === 'stop') feed.stop();
      return Promise.resolve(end === 'stop' ? 'ended' : end);
    },
    changes: (changes) => log.push(`changes ${changes.map(({ version }) => version).join()}`),
    gap: () => log.push('read anew'),
    renewed: () => Promise.resolve(void log.push('signed in again')),
    wait: (ms) => Promise.resolve(void log.push(`wait ${ms}`)),
    soon: (flush) => flush(),
  });
  await feed.run();
  return log;
}

describe('the feed of changes', () => {
  it('goes on after the last change when the connection is lost', async () => {
    const log = await play(
      (on) => {
        on.open();
        on.id('start');
        on.message(message('a', 1));
        return 'ended';
      },
      (on) => {
        on.open();
        on.message(message('b', 2));
        return 'stop';
      },
    );
    expect(log).toEqual(['open from now', 'changes 1', 'wait 500', 'open from a', 'changes 2']);
  });

  it('goes on from the beginning of the stream when nothing had changed yet', async () => {
    const log = await play((on) => {
      on.open();
      on.id('start');
      return 'ended';
    });
    expect(log).toEqual(['open from now', 'wait 500', 'open from start']);
  });

  it('waits longer each time, and reads everything anew when it never had a place in the stream', async () => {
    const log = await play(
      () => 'ended',
      () => 'ended',
      (on) => {
        on.open();
        return 'stop';
      },
    );
    expect(log).toEqual(['open from now', 'wait 500', 'open from now', 'wait 1000', 'open from now', 'read anew']);
  });

  it('reads everything anew when the server doesn’t know its place any more', async () => {
    const opened: Connection = (on) => {
      on.open();
      on.id('a');
      return 'ended';
    };
    const log = await play(
      opened,
      () => 'unknown_id',
      (on) => {
        on.open();
        return 'stop';
      },
    );
    expect(log).toEqual(['open from now', 'wait 500', 'open from a', 'open from now', 'read anew']);
  });

  it('resumes without a gap after the user has signed in again', async () => {
    const log = await play((on) => {
      on.open();
      on.id('a');
      return 'unauthorized';
    });
    expect(log).toEqual(['open from now', 'signed in again', 'open from a']);
  });
});
