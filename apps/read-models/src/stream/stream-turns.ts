import { frameJoiner } from './join-frames.js';
import type { StreamClient } from './stream-client.js';

/** This many writes take half a millisecond. */
const CLIENTS_AT_ONCE = 50;

/**
 * Writes to the clients with new frames, and lets other work run in between: a thousand writes take longer than the
 * time until the next change. A frame that arrives while a client waits for its turn leaves with the same write, so
 * that no client waits for more than one round.
 */
export class StreamTurns {
  private readonly waiting = new Set<StreamClient>();
  private readonly join = frameJoiner();

  /** Gives the client a turn soon, unless it already waits for one. */
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
