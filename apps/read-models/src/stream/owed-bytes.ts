import type { StreamClient } from './stream-client.js';

/** Limit of unread bytes over all clients. */
const MOST_OWED = 67_108_864;
/** A client with unread bytes that has read none of them for this long does not read. */
const TIME_LIMIT_MS = 30_000;

interface Debt {
  owed: number;
  since: number;
}

/**
 * Disconnects clients that do not read: those with the most unread bytes while the total is over its limit, and those
 * that do not progress.
 */
export class OwedBytes {
  private readonly debts = new WeakMap<StreamClient, Debt>();

  /**
   * @param now milliseconds of a monotonic clock
   */
  look(clients: Iterable<StreamClient>, now: number): void {
    const owing = [...clients].filter((client) => !client.closed && client.owed > 0);
    for (const client of owing) if (this.standsStill(client, now)) client.cut();
    let total = owing.reduce((sum, client) => sum + client.owed, 0);
    for (const client of owing.toSorted((one, other) => other.owed - one.owed)) {
      if (total <= MOST_OWED) return;
      total -= client.owed;
      client.cut();
    }
  }

  private standsStill(client: StreamClient, now: number): boolean {
    const { owed } = client;
    const known = this.debts.get(client);
    const since = known === undefined || owed < known.owed ? now : known.since;
    this.debts.set(client, { owed, since });
    return now - since >= TIME_LIMIT_MS;
  }
}
