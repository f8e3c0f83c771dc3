import { TOPICS } from '@conferencing/contracts';
import { PlainConsumer } from '../../../libs/messaging/test/plain-consumer.js';

export interface Shown {
  version: number;
  /** The external user who hosts; null for none. */
  host: string | null;
  reason: string | null;
}

interface Event {
  id: string;
  reason: string | null;
  data: { external_user: { id: string } } | null;
}

/** A foreign subscriber: a plain client that keeps the highest version of each key and ignores all others. */
export class Ledger {
  readonly pairs = new Map<string, Shown>();
  /** Event ids by key and version: a second id is a second meaning. */
  readonly meanings = new Map<string, Set<string>>();
  private consumer: PlainConsumer | undefined;
  private groups = 0;

  constructor(private readonly brokers: string) {}

  /** Starts at the beginning, in its own group; it keeps what it knows. */
  async start(): Promise<void> {
    const where = { brokers: [this.brokers], topic: TOPICS.conferencingUpdated, groupId: `ledger-${++this.groups}` };
    this.consumer = await PlainConsumer.start(where, ({ key, value, headers }) => {
      if (value !== null) this.take(String(key), Number(headers?.ce_sequence), JSON.parse(String(value)));
    });
  }

  async stop(): Promise<void> {
    await this.consumer?.stop();
    this.consumer = undefined;
  }

  /** Versions that came with two different events. */
  twoMeanings(): string[] {
    return [...this.meanings].filter(([, ids]) => ids.size > 1).map(([place]) => place);
  }

  private take(key: string, version: number, event: Event): void {
    const place = `${key} ${version}`;
    this.meanings.set(place, (this.meanings.get(place) ?? new Set()).add(event.id));
    if (version <= (this.pairs.get(key)?.version ?? 0)) return;
    this.pairs.set(key, { version, host: event.data?.external_user.id ?? null, reason: event.reason });
  }
}
