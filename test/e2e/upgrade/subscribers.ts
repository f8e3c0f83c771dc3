import { setTimeout as pause } from 'node:timers/promises';
import { TOPICS } from '@conferencing/contracts';
import { PlainConsumer } from '../../../libs/messaging/test/plain-consumer.js';
import type { Caller } from '../api/caller.js';
import { subscribe, type Subscriber } from '../read-models/sse.js';

const AGAIN_MS = 100;

/** Versions of each pair in the order in which they came. */
class Arrivals {
  readonly byPair = new Map<string, number[]>();

  note(key: string, version: number): void {
    const versions = this.byPair.get(key) ?? [];
    this.byPair.set(key, [...versions, version]);
  }

  lastOf(key: string): number {
    return this.byPair.get(key)?.at(-1) ?? 0;
  }

  /** Places where a version didn't follow the one before it: a loss, a repetition or a step back. */
  breaks(): string[] {
    return [...this.byPair].flatMap(([key, versions]) =>
      versions.flatMap((version, at) =>
        at === 0 || version === versions[at - 1]! + 1 ? [] : [`${key}: ${versions[at - 1]}, then ${version}`],
      ),
    );
  }
}

/** A service of another team that reads the topic with a client of its own. */
export class TopicSubscriber {
  readonly arrivals = new Arrivals();
  private consumer: PlainConsumer | undefined;

  async start(brokers: string): Promise<void> {
    const where = { brokers: [brokers], topic: TOPICS.conferencingUpdated, groupId: 'another-team' };
    this.consumer = await PlainConsumer.start(where, ({ key, value, headers }) => {
      if (value !== null) this.arrivals.note(String(key), Number(headers?.ce_sequence));
    });
  }

  async stop(): Promise<void> {
    await this.consumer?.stop();
  }
}

/** Follows the stream of an account; when a process ends it, it resumes at the next one. */
export class StreamSubscriber {
  readonly arrivals = new Arrivals();
  readonly refused: string[] = [];
  /** How often it was connected. */
  connections = 0;
  private lastId: string | undefined;
  private open: Subscriber | undefined;
  private stopped = false;
  private work: Promise<void> | undefined;

  /** Resolves when the first connection is open. */
  async start(ask: Caller): Promise<void> {
    this.open = await this.connect(ask);
    this.work = this.follow(ask);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.open?.close();
    await this.work;
  }

  private async follow(ask: Caller): Promise<void> {
    for (let noted = 0; !this.stopped;) {
      const fresh = this.open!.events.slice(noted);
      for (const { id, data } of fresh) {
        this.arrivals.note(`${data.service_id}/${data.provider_id}`, data.version);
        this.lastId = id;
      }
      noted += fresh.length;
      if (this.open!.ended && fresh.length === 0 && !this.stopped) {
        this.open = await this.connect(ask);
        noted = 0;
      }
      await pause(AGAIN_MS);
    }
  }

  private async connect({ url, headers }: Caller): Promise<Subscriber> {
    this.connections += 1;
    const resume: Record<string, string> = this.lastId === undefined ? {} : { 'last-event-id': this.lastId };
    const subscriber = await subscribe(`${url}/v1/conferencing/stream`, { ...headers, ...resume });
    if (subscriber.status !== 200) this.refused.push(`${subscriber.status} ${subscriber.text}`);
    return subscriber;
  }
}
