import type { StreamClient } from './stream-client.js';

/** What all clients together may owe, in bytes. */
const MOST_OWED = 67_108_864;
/** Who owes something for so long, and has taken none of it, does not read. */
const TIME_LIMIT_MS = 30_000;

interface Debt {
  owed: number;
  since: number;
}

/** Cuts the clients that don't read: those that owe the most while all together owe too much, and those that stand still. */
export class OwedBytes {
  private readonly debts = new WeakMap<StreamClient, Debt>();

  /** @param now milliseconds of a clock that only goes forward */
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
