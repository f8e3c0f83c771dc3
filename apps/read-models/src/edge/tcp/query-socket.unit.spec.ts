import { Socket } from 'node:net';
import { QuerySocket } from './query-socket.js';

const BYTE = Buffer.from('1');

describe("a caller's connection", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function connection() {
    const socket = new Socket();
    const messages: unknown[] = [];
    new QuerySocket(socket).on('message', (message) => messages.push(message));
    return { socket, messages, receive: (text: string) => socket.emit('data', Buffer.from(text)) };
  }

  /** Sends one byte each second, after the beginning of a frame. */
  async function trickle(socket: Socket): Promise<number> {
    for (let seconds = 0; seconds < 60; seconds += 1) {
      if (socket.destroyed) return seconds;
      socket.emit('data', BYTE);
      await jest.advanceTimersByTimeAsync(1_000);
    }
    return Infinity;
  }

  it('is closed if a frame is not complete in time, however steadily it arrives', async () => {
    const { socket, receive } = connection();
    receive('1000#');
    expect(await trickle(socket)).toBe(10);
  });

  it('is closed if a length is not complete in time', async () => {
    const { socket, receive } = connection();
    receive('1');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(socket.destroyed).toBe(true);
  });

  it('has the full time for each frame, and no limit between two frames', async () => {
    const { socket, messages, receive } = connection();
    receive('2#{');
    await jest.advanceTimersByTimeAsync(9_000);
    receive('}2#');
    await jest.advanceTimersByTimeAsync(9_000);
    receive('{}');
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(messages).toHaveLength(2);
    expect(socket.destroyed).toBe(false);
    socket.destroy();
  });
});
