import { frameJoiner } from './join-frames.js';
import type { StreamClient } from './stream-client.js';

/** So many writes take half a millisecond. */
const CLIENTS_AT_ONCE = 50;

/**
 * Writes to the clients that have something to get, one after the other, and looks at what else has happened in between:
 * a thousand writes take longer than it takes until the next change. What comes while a client waits for its turn leaves
 * with the same write, so that nobody waits for more than one round.
 */
export class StreamTurns {
  private readonly waiting = new Set<StreamClient>();
  private readonly join = frameJoiner();

  /** The client gets a turn soon, or has one coming. */
  take(client: StreamClient): void {
    if (this.waiting.size === 0) setImmediate(() => this.next());
    this.waiting.add(client);
  }

  private next(): void {
    let left = CLIENTS_AT_ONCE;
    for (const client of this.waiting) {
      if (left === 0) break;
      left -= 1;
      this.waiting.delete(client);
      client.flush(this.join);
    }
    if (this.waiting.size > 0) setImmediate(() => this.next());
  }
}
