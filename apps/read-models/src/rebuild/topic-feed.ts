import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FetchedBatch, type KafkaConsumer, KafkaError, type KafkaPort } from '@conferencing/messaging';

/** Partition → offset of the next record to read. */
export type Offsets = Map<number, bigint>;

/** A broker that has just started may need some seconds before it has loaded its groups. */
const START_ATTEMPTS = 10;
const START_PAUSE_MS = 1_000;
const MAX_BYTES_PER_PARTITION = 4_194_304;
/** Milliseconds without a batch after which the rest is not going to come by waiting. */
const STALL_MS = 60_000;
const LOOK_MS = 1_000;

type Handler = (batch: FetchedBatch) => Promise<void>;

/**
 * Reads a topic from given offsets, beside whatever group consumes it: nothing is committed, and nobody's partitions
 * are touched. The handler may be changed on the way; what was handed to one handler is not handed to the next.
 */
export class TopicFeed {
  readonly positions: Offsets;
  /** Called after each handled batch. */
  onMove: () => void = () => undefined;
  private consumer?: KafkaConsumer;
  private handler: Handler = () => Promise.resolve();
  private gate: Promise<void> = Promise.resolve();
  private openGate?: () => void;
  private readonly busy = new Set<Promise<void>>();
  private readonly watchers = new Set<() => void>();
  private failure?: Error;
  private lastMove = performance.now();

  constructor(
    private readonly kafka: KafkaPort,
    private readonly topic: string,
    private readonly from: Offsets,
    private readonly stallMs = STALL_MS,
  ) {
    this.positions = new Map(from);
  }

  /** How many offsets were read. */
  distance(): number {
    return [...this.positions].reduce((sum, [partition, at]) => sum + Number(at - (this.from.get(partition) ?? at)), 0);
  }

  /** Hands what comes from now on to the handler; the first call starts to read. */
  async handle(handler: Handler): Promise<void> {
    this.handler = handler;
    if (this.consumer !== undefined) {
      this.resume();
      return;
    }
    for (let failures = 1; this.consumer === undefined; failures += 1) {
      try {
        this.consumer = await this.start();
      } catch (error) {
        if (!(error instanceof KafkaError && error.retriable) || failures === START_ATTEMPTS) throw error;
        await sleep(START_PAUSE_MS);
      }
    }
  }

  /** Holds everything that comes from now on, and waits for what is being handled. */
  async pause(): Promise<void> {
    if (this.openGate === undefined) {
      this.gate = new Promise((resolve) => {
        this.openGate = resolve;
      });
    }
    await Promise.allSettled(this.busy);
  }

  resume(): void {
    this.openGate?.();
    this.openGate = undefined;
    this.lastMove = performance.now();
  }

  /**
   * Resolves once everything before these offsets was handled. Rejects when the feed breaks, the time is up, or nothing
   * comes for a minute although the end isn't reached.
   */
  reached(offsets: Offsets, timeoutMs?: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = timeoutMs === undefined ? undefined : setTimeout(() => settle(new FeedTooSlow()), timeoutMs);
      const settle = (error?: Error) => {
        clearTimeout(timer);
        clearInterval(stalls);
        this.watchers.delete(look);
        if (error === undefined) resolve();
        else reject(error);
      };
      const behind = () => [...offsets].filter(([partition, end]) => (this.positions.get(partition) ?? end) < end);
      const look = () => {
        if (this.failure !== undefined) settle(this.failure);
        else if (behind().length === 0) settle();
      };
      const stalls = setInterval(() => {
        if (this.idleMs() > this.stallMs) this.fail(this.stalled(behind()));
      }, LOOK_MS);
      this.watchers.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    this.fail(new Error('The feed was closed'));
    this.resume();
    await this.consumer?.close();
  }

  private idleMs(): number {
    return this.busy.size > 0 || this.openGate !== undefined ? 0 : performance.now() - this.lastMove;
  }

  private stalled(behind: readonly [number, bigint][]): Error {
    const at = behind.map(([partition, end]) => `partition ${partition} at ${this.positions.get(partition)} of ${end}`);
    const detail = 'An open transaction holds back what is behind it.';
    return new Error(`Nothing more comes of ${this.topic}: ${at.join(', ')}. ${detail}`);
  }

  private async start(): Promise<KafkaConsumer> {
    const consumer = this.kafka.consumer({
      groupId: `${this.topic}.reader.${randomUUID()}`,
      topics: [this.topic],
      maxBytesPerPartition: MAX_BYTES_PER_PARTITION,
    });
    await consumer.run({
      assigned: (partitions) =>
        Promise.resolve(
          partitions.flatMap(({ topic, partition }) => {
            const offset = this.positions.get(partition);
            return offset === undefined ? [] : [{ topic, partition, offset }];
          }),
        ),
      batch: (batch) => this.take(batch),
      crashed: (error) => this.fail(error),
    });
    return consumer;
  }

  private async take(batch: FetchedBatch): Promise<void> {
    await this.gate;
    if (this.failure !== undefined) return;
    const work = this.handler(batch);
    this.busy.add(work);
    try {
      await work;
      this.positions.set(batch.partition, batch.nextOffset);
      this.lastMove = performance.now();
      this.onMove();
      this.look();
    } catch (error) {
      this.fail(error as Error);
    } finally {
      this.busy.delete(work);
    }
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.look();
  }

  private look(): void {
    for (const watcher of this.watchers) watcher();
  }
}

/** The records that are needed did not come in time. */
export class FeedTooSlow extends Error {
  constructor() {
    super('The topic could not be read up to its end in time');
    this.name = 'FeedTooSlow';
  }
}

/** Where the topic begins and ends now. */
export async function topicBounds(kafka: KafkaPort, topic: string): Promise<{ low: Offsets; high: Offsets }> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const watermarks = await admin.watermarks(topic);
    return {
      low: new Map(watermarks.map(({ partition, low }) => [partition, low])),
      high: new Map(watermarks.map(({ partition, high }) => [partition, high])),
    };
  } finally {
    await admin.close();
  }
}
