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
import { BrokerSilence } from './broker-silence.js';
import { toKafkaRecord } from './kafkajs-record.js';
import { fetchedOf } from './records/fetched-content.js';
import { handOutEmptyBatches } from './records/runner.js';
import type { TrackedSockets } from './tracked-sockets.js';

/**
 * Milliseconds that an idle fetch waits at the broker; new records end it at once. It is also the delay of a resume, a
 * rebalance or a shutdown, because kafkajs handles those between fetches.
 */
const MAX_WAIT_MS = 200;
const HEARTBEAT_MS = 500;
/** Milliseconds that the other partitions wait for a busy one. */
const BUSY_LIMIT_MS = 2_000;
const DEFAULT_SESSION_MS = 10_000;
/** Session timeouts: the members of a group wait for one that died for a whole session timeout. */
const SILENCE = 1.5;
/** More than any process has partitions; an idle worker costs nothing. */
const CONCURRENT_PARTITIONS = 256;

/** The turn of a batch: `begun` resolves when the batch before it is settled; neither promise rejects. */
interface Turn {
  begun: Promise<void>;
  settled: Promise<void>;
}

export class KafkajsConsumer implements KafkaConsumer {
  private readonly consumer: Consumer;
  /** The last fetched batch of each partition. */
  private readonly fetched = new Map<string, Turn>();
  /** The number of batches that are handled or wait. */
  private unsettled = 0;
  /** The number of pauses of each partition. */
  private readonly pauses = new Map<string, number>();
  private readonly handedOut: () => void;
  private readonly brokers: BrokerSilence;
  private generation = 0;
  private closing = false;

  constructor(
    client: Kafka,
    private readonly options: ConsumerOptions,
    private readonly log: MessagingLog,
    private readonly sockets: TrackedSockets,
  ) {
    const sessionTimeout = options.sessionTimeoutMs ?? DEFAULT_SESSION_MS;
    this.handedOut = handOutEmptyBatches(options.groupId);
    this.consumer = client.consumer({
      groupId: options.groupId,
      sessionTimeout,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: MAX_WAIT_MS,
      minBytes: 1,
      maxBytesPerPartition: options.maxBytesPerPartition ?? 1_048_576,
      allowAutoTopicCreation: false,
      // The owner of this object restarts it: kafkajs itself does not recover from a TypeError, for example.
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 4, restartOnFailure: async () => false },
    });
    this.brokers = new BrokerSilence(this.consumer, SILENCE * sessionTimeout);
  }

  get silence(): string | null {
    return this.brokers.problem;
  }

  async run(listener: ConsumerListener): Promise<void> {
    const { CRASH, GROUP_JOIN } = this.consumer.events;
    let started = false;
    let failure: Error | undefined;
    this.consumer.on(GROUP_JOIN, ({ payload }) => this.joined(payload, listener));
    this.consumer.on(CRASH, ({ payload }) => {
      failure = toKafkaError(payload.error);
      if (started && !this.closing) listener.crashed(failure);
    });
    try {
      await this.consumer.connect();
      await this.consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
      await this.consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: CONCURRENT_PARTITIONS,
        eachBatch: (payload) => this.deliver(payload, listener),
      });
      // A crash before the join is reported by an event only; run() itself resolves.
      if (failure) throw failure;
      started = true;
    } catch (error) {
      await this.close().catch(() => undefined);
      throw toKafkaError(error);
    }
  }

  pause({ topic, partition }: TopicPartition): void {
    this.pauses.set(nameOf(topic, partition), this.pausesOf(topic, partition) + 1);
    this.whileRunning(() => this.consumer.pause([{ topic, partitions: [partition] }]));
  }

  resume({ topic, partition, offset }: PartitionOffset): void {
    this.whileRunning(() => {
      this.consumer.seek({ topic, partition, offset: offset.toString() });
      this.consumer.resume([{ topic, partitions: [partition] }]);
    });
  }

  async commit(offsets: readonly PartitionOffset[]): Promise<void> {
    try {
      await this.consumer.commitOffsets(offsets.map((entry) => ({ ...entry, offset: entry.offset.toString() })));
    } catch (error) {
      throw toKafkaError(error);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(Array.from(this.fetched.values(), ({ settled }) => settled));
    await this.sockets.leave(this.consumer.disconnect().finally(this.handedOut));
  }

  /** Runs synchronously up to the pause, so that the first fetch of the new assignment finds every partition paused. */
  private joined({ memberAssignment }: ConsumerGroupJoinEvent['payload'], listener: ConsumerListener): void {
    const generation = ++this.generation;
    const assigned = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    for (const partition of assigned) this.pause(partition);
    listener.assigned(assigned).then(
      (starts) => {
        if (generation === this.generation) for (const start of starts) this.resume(start);
      },
      (error: unknown) => this.log.error({ err: error }, 'assignment could not be taken over'),
    );
  }

  /**
   * kafkajs fetches nothing until all batches that it has delivered are settled. While more records wait at the broker,
   * this resolves when the previous batch begins: of each partition one batch is handled and one waits, so that work
   * continues during the next fetch. If that takes long, the fetched batch is dropped and fetched again later, because
   * the other partitions must not wait. If the batch is all that there is, this resolves when it is done: preparing a
   * fetch would only delay it.
   */
  private async deliver(
    { batch, heartbeat, resolveOffset }: EachBatchPayload,
    listener: ConsumerListener,
  ): Promise<void> {
    const { topic, partition } = batch;
    const name = nameOf(topic, partition);
    const pauses = this.pausesOf(topic, partition);
    // The previous batch failed, or another process has the partition: this batch is not the next one.
    const isStale = () => this.closing || pauses !== this.pausesOf(topic, partition);
    // The runner repeats a failed heartbeat after the batch, and then joins the group again.
    const beating = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
    try {
      const { fetchedOffset, nextOffset, unreadable, failure } = fetchedOf(batch);
      const before = this.fetched.get(name);
      if (before !== undefined && !(await within(BUSY_LIMIT_MS, before.begun))) {
        if (isStale()) return;
        this.whileRunning(() => this.consumer.pause([{ topic, partitions: [partition] }]));
        const again = { topic, partition, offset: fetchedOffset };
        void before.begun.then(() => isStale() || this.resume(again));
        return;
      }
      if (isStale()) return;
      if (failure !== undefined) return await this.failed({ topic, partition }, failure, before, isStale, listener);
      resolveOffset((nextOffset - 1n).toString());
      const highWatermark = BigInt(batch.highWatermark);
      const handle = async () => {
        if (isStale()) return;
        const records = batch.messages.map((message) => toKafkaRecord(topic, partition, message));
        await listener.batch({ topic, partition, records, unreadable, nextOffset, highWatermark });
      };
      this.unsettled += 1;
      const begun = before?.settled ?? Promise.resolve();
      const settled = begun
        .then(handle)
        .catch((error: unknown) => this.giveUp(toKafkaError(error), listener))
        .finally(() => (this.unsettled -= 1));
      this.fetched.set(name, { begun, settled });
      if (nextOffset < highWatermark) return;
      // All batches of the same fetch have been delivered by then.
      await setImmediate();
      if (this.unsettled === 1) await within(BUSY_LIMIT_MS, settled);
    } finally {
      clearInterval(beating);
    }
  }

  /** The offset is not resolved: after a resume, the fetch starts from it again. */
  private async failed(
    partition: TopicPartition,
    failure: Error,
    before: Turn | undefined,
    isStale: () => boolean,
    listener: ConsumerListener,
  ): Promise<void> {
    this.whileRunning(() => this.consumer.pause([{ topic: partition.topic, partitions: [partition.partition] }]));
    void (before?.settled ?? Promise.resolve()).then(() => {
      if (isStale()) return;
      const error = toKafkaError(failure);
      if (!listener.failed) return this.giveUp(error, listener);
      this.pause(partition);
      listener.failed(partition, error);
    });
  }

  /** A batch that the listener could not settle would be lost: everything restarts from the stored offsets. */
  private giveUp(cause: Error, listener: ConsumerListener): void {
    if (this.closing) return;
    this.closing = true;
    listener.crashed(cause);
  }

  private pausesOf(topic: string, partition: number): number {
    return this.pauses.get(nameOf(topic, partition)) ?? 0;
  }

  /** kafkajs throws if it is not running; then there is nothing to pause or resume. */
  private whileRunning(action: () => void): void {
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
