import { setImmediate } from 'node:timers/promises';
import { within } from '@conferencing/kernel';
import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload, Kafka } from 'kafkajs';
import type {
  ConsumerListener,
  ConsumerOptions,
  KafkaConsumer,
  PartitionOffset,
  TopicPartition,
} from '../kafka/kafka.port.js';
import type { MessagingLog } from '../kafka/log.port.js';
import { toKafkaError } from './kafkajs.errors.js';
import { toKafkaRecord } from './kafkajs-record.js';
import { fetchedOf } from './records/fetched-content.js';
import { handOutEmptyBatches } from './records/runner.js';

/**
 * How long an idle fetch waits at the broker; new records answer it at once. It is also how late a resumed partition, a
 * rebalance or a shutdown may be noticed, because kafkajs looks at those between fetches.
 */
const MAX_WAIT_MS = 200;
const HEARTBEAT_MS = 500;
/** For so long the other partitions wait for one that is busy. */
const PATIENCE_MS = 2_000;
/** More than any sane number of partitions in one process; a worker costs nothing while it is idle. */
const CONCURRENT_PARTITIONS = 256;

/** When a batch is handled: `begun` resolves when the batch before it is settled; neither rejects. */
interface Turn {
  begun: Promise<void>;
  settled: Promise<void>;
}

export class KafkajsConsumer implements KafkaConsumer {
  readonly #consumer: Consumer;
  /** The batch of each partition that was fetched last. */
  readonly #fetched = new Map<string, Turn>();
  /** How many batches are handled or wait. */
  #unsettled = 0;
  /** How often each partition was paused. */
  readonly #pauses = new Map<string, number>();
  readonly #handedOut: () => void;
  #generation = 0;
  #closing = false;

  constructor(
    client: Kafka,
    private readonly options: ConsumerOptions,
    private readonly log: MessagingLog,
  ) {
    this.#handedOut = handOutEmptyBatches(options.groupId);
    this.#consumer = client.consumer({
      groupId: options.groupId,
      sessionTimeout: options.sessionTimeoutMs ?? 10_000,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: MAX_WAIT_MS,
      minBytes: 1,
      maxBytesPerPartition: options.maxBytesPerPartition ?? 1_048_576,
      allowAutoTopicCreation: false,
      // The owner of this object restarts it: kafkajs itself stays dead after a TypeError, for one.
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 4, restartOnFailure: async () => false },
    });
  }

  async run(listener: ConsumerListener): Promise<void> {
    const { CRASH, GROUP_JOIN } = this.#consumer.events;
    let started = false;
    let failure: Error | undefined;
    this.#consumer.on(GROUP_JOIN, ({ payload }) => this.#joined(payload, listener));
    this.#consumer.on(CRASH, ({ payload }) => {
      failure = toKafkaError(payload.error);
      if (started && !this.#closing) listener.crashed(failure);
    });
    try {
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: CONCURRENT_PARTITIONS,
        eachBatch: (payload) => this.#deliver(payload, listener),
      });
      // A crash before the group was joined is reported by an event only; run() itself resolves.
      if (failure) throw failure;
      started = true;
    } catch (error) {
      await this.close().catch(() => undefined);
      throw toKafkaError(error);
    }
  }

  pause({ topic, partition }: TopicPartition): void {
    this.#pauses.set(nameOf(topic, partition), this.#pausesOf(topic, partition) + 1);
    this.#whileRunning(() => this.#consumer.pause([{ topic, partitions: [partition] }]));
  }

  resume({ topic, partition, offset }: PartitionOffset): void {
    this.#whileRunning(() => {
      this.#consumer.seek({ topic, partition, offset: offset.toString() });
      this.#consumer.resume([{ topic, partitions: [partition] }]);
    });
  }

  async commit(offsets: readonly PartitionOffset[]): Promise<void> {
    try {
      await this.#consumer.commitOffsets(offsets.map((entry) => ({ ...entry, offset: entry.offset.toString() })));
    } catch (error) {
      throw toKafkaError(error);
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(Array.from(this.#fetched.values(), ({ settled }) => settled));
    await this.#consumer.disconnect().finally(this.#handedOut);
  }

  /** Runs synchronously up to the pause, so that the first fetch of the new assignment finds every partition paused. */
  #joined({ memberAssignment }: ConsumerGroupJoinEvent['payload'], listener: ConsumerListener): void {
    const generation = ++this.#generation;
    const assigned = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    for (const partition of assigned) this.pause(partition);
    listener.assigned(assigned).then(
      (starts) => {
        if (generation === this.#generation) for (const start of starts) this.resume(start);
      },
      (error: unknown) => this.log.error({ err: error }, 'assignment could not be taken over'),
    );
  }

  /**
   * kafkajs fetches nothing as long as any batch that it has handed out is not settled. While more records wait at the
   * broker, this resolves when the batch before it is begun: of each partition one batch is handled and one waits, so
   * that there is something to do while more is fetched. If that takes long, what was fetched is let go, and fetched again
   * later: the other partitions must not wait. When the batch is all that there is, this resolves when it is done: to
   * prepare a fetch would only hold it up.
   */
  async #deliver({ batch, heartbeat, resolveOffset }: EachBatchPayload, listener: ConsumerListener): Promise<void> {
    const { topic, partition } = batch;
    const name = nameOf(topic, partition);
    const pauses = this.#pausesOf(topic, partition);
    // The batch before this one failed, or the partition is somebody else's: what comes next is not this.
    const isStale = () => this.#closing || pauses !== this.#pausesOf(topic, partition);
    // A failed heartbeat is repeated by the runner after the batch, which then joins the group again.
    const beating = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
    try {
      const { fetchedOffset, nextOffset, unreadable, failure } = fetchedOf(batch);
      const before = this.#fetched.get(name);
      if (before !== undefined && !(await within(PATIENCE_MS, before.begun))) {
        if (isStale()) return;
        this.#whileRunning(() => this.#consumer.pause([{ topic, partitions: [partition] }]));
        const again = { topic, partition, offset: fetchedOffset };
        void before.begun.then(() => isStale() || this.resume(again));
        return;
      }
      if (isStale()) return;
      if (failure !== undefined) return await this.#failed({ topic, partition }, failure, before, isStale, listener);
      resolveOffset((nextOffset - 1n).toString());
      const highWatermark = BigInt(batch.highWatermark);
      const handle = async () => {
        if (isStale()) return;
        const records = batch.messages.map((message) => toKafkaRecord(topic, partition, message));
        await listener.batch({ topic, partition, records, unreadable, nextOffset, highWatermark });
      };
      this.#unsettled += 1;
      const begun = before?.settled ?? Promise.resolve();
      const settled = begun
        .then(handle)
        .catch((error: unknown) => this.#giveUp(toKafkaError(error), listener))
        .finally(() => (this.#unsettled -= 1));
      this.#fetched.set(name, { begun, settled });
      if (nextOffset < highWatermark) return;
      // Whatever was fetched together has been handed out by then.
      await setImmediate();
      if (this.#unsettled === 1) await within(PATIENCE_MS, settled);
    } finally {
      clearInterval(beating);
    }
  }

  /** The offset is not resolved: it is fetched again from there when the partition is resumed. */
  async #failed(
    partition: TopicPartition,
    failure: Error,
    before: Turn | undefined,
    isStale: () => boolean,
    listener: ConsumerListener,
  ): Promise<void> {
    this.#whileRunning(() => this.#consumer.pause([{ topic: partition.topic, partitions: [partition.partition] }]));
    void (before?.settled ?? Promise.resolve()).then(() => {
      if (isStale()) return;
      const error = toKafkaError(failure);
      if (!listener.failed) return this.#giveUp(error, listener);
      this.pause(partition);
      listener.failed(partition, error);
    });
  }

  /** A batch that the listener couldn't settle would be missing for good: everything begins again from what is stored. */
  #giveUp(cause: Error, listener: ConsumerListener): void {
    if (this.#closing) return;
    this.#closing = true;
    listener.crashed(cause);
  }

  #pausesOf(topic: string, partition: number): number {
    return this.#pauses.get(nameOf(topic, partition)) ?? 0;
  }

  /** kafkajs throws when it isn't running (any more); there is nothing to pause or resume then. */
  #whileRunning(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.log.debug({ err: error }, 'consumer is not running');
    }
  }
}

function nameOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
