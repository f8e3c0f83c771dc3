import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { refuseWrongOptions } from '@conferencing/kernel';
import { backoffMs } from '@conferencing/postgres';
import type {
  ConsumerListener,
  FetchedBatch,
  KafkaRecord,
  PartitionOffset,
  TopicPartition,
} from '../kafka/kafka.port.js';
import type { MessagingLog } from '../kafka/log.port.js';
import { type BatchConsumerOptions, CONSUMER_OPTIONS, refuseWrongHandlers } from './batch-consumer.options.js';
import type { BatchHandler } from '../apply/batch-handler.js';
import { claimProblem } from './claim-problem.js';
import { KafkaConnection } from './kafka-connection.js';
import { OffsetStore } from './offset-store.js';
import { PartitionRecovery } from './partition-recovery.js';
import { PartitionSession, partitionName } from '../apply/partition-session.js';
import { PartitionTakeover } from './partition-takeover.js';
import { PartitionWorker } from './partition-worker.js';
import { Patrol } from './patrol.js';
import { TopicHistoryError } from '../apply/apply.errors.js';

export interface ConsumerStatus {
  ready: boolean;
  /** What keeps it from being ready, one sentence each. */
  problems: string[];
}

/** Crashes that are closer together than this make the pauses between restarts longer. */
const STABLE_MS = 10_000;
const FIRST_RESTART_MS = 100;
const LONGEST_RESTART_MS = 5_000;

/** Consumes topics into PostgreSQL until it is stopped, over any failure of its dependencies. */
export class BatchConsumer implements ConsumerListener {
  private readonly log: MessagingLog;
  private readonly offsets: OffsetStore;
  private readonly worker: PartitionWorker;
  private readonly takeover: PartitionTakeover;
  private readonly recovery: PartitionRecovery;
  private readonly patrol: Patrol;
  private readonly stopping = new AbortController();
  private sessions = new Map<string, PartitionSession>();
  private handlers: ReadonlyMap<string, BatchHandler> = new Map();
  private connection: KafkaConnection | null = null;
  private generation = 0;
  private problem: string | null = 'The consumer has not joined its group yet.';
  private supervisor: Promise<void> = Promise.resolve();

  /** @throws TypeError that names every wrong option */
  constructor(private readonly options: BatchConsumerOptions) {
    refuseWrongOptions('the consumer', options, CONSUMER_OPTIONS);
    const { pool, consumer, log } = options;
    this.log = log;
    this.offsets = new OffsetStore(pool, consumer, `${hostname()}/${process.pid}/${randomUUID()}`);
    this.worker = new PartitionWorker(pool, this.offsets, consumer, log);
    const parts = {
      options,
      log,
      offsets: this.offsets,
      sessions: () => this.sessions,
      connection: () => this.connection,
      handler: (topic: string) => this.handlers.get(topic),
    };
    this.takeover = new PartitionTakeover(parts);
    this.recovery = new PartitionRecovery(parts, this.takeover);
    this.patrol = new Patrol(parts, this.takeover, this.recovery);
    options.metrics?.watch(
      consumer,
      () => this.sessions.values(),
      () => this.status().ready,
    );
  }

  /** Returns at once; it connects, and reconnects, in the background. @throws TypeError for handlers that are none */
  start(handlers: ReadonlyMap<string, BatchHandler>): void {
    refuseWrongHandlers(handlers);
    this.handlers = handlers;
    this.supervisor = Promise.all([this.supervise(this.stopping.signal), this.patrol.run(this.stopping.signal)]).then(
      () => undefined,
    );
  }

  /** Resolves when the batches in flight are committed and the partitions are released. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.supervisor;
  }

  status(): ConsumerStatus {
    const sessions = [...this.sessions.values()];
    const problems = sessions.flatMap((session) =>
      session.problem === null ? [] : [`${partitionName(session)}: ${session.problem}`],
    );
    const problem = this.problem ?? this.connection?.consumer.silence ?? null;
    if (problem !== null) problems.unshift(problem);
    return { ready: problems.length === 0, problems };
  }

  /** When the oldest unapplied record was written, if known; null if nothing waits. */
  behindSince(): Date | null {
    const waiting = [...this.sessions.values()].filter(({ lag }) => lag > 0n);
    const times = waiting.flatMap(({ behindSince }) => (behindSince === null ? [] : [behindSince.getTime()]));
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  async assigned(partitions: readonly TopicPartition[]): Promise<readonly PartitionOffset[]> {
    const generation = (this.generation += 1);
    const current = (): boolean => generation === this.generation && !this.stopping.signal.aborted;
    const before = [...this.sessions.values()];
    const mine = new Set(partitions.map(partitionName));
    for (const session of before) clearTimeout(session.retryTimer);
    this.sessions = new Map();
    this.problem = 'The partitions are being taken over.';
    await this.goodbye(before.filter((session) => !mine.has(partitionName(session))));
    for (let failures = 1; current(); failures += 1) {
      try {
        const sessions = await this.takeover.claim(partitions);
        if (!current()) break;
        this.sessions = new Map(sessions.map((session) => [partitionName(session), session]));
        this.problem = null;
        return sessions
          .filter(({ state }) => state === 'running')
          .map(({ topic, partition, position }) => ({ topic, partition, offset: position }));
      } catch (error) {
        this.tellOnce(claimProblem(error), error);
        await this.pause(backoffMs(failures, FIRST_RESTART_MS, LONGEST_RESTART_MS));
      }
    }
    return [];
  }

  /** The same again is no news: it is tried every few seconds. */
  private tellOnce(problem: string, error: unknown): void {
    if (problem !== this.problem) this.log.warn({ consumer: this.options.consumer, err: error }, problem);
    this.problem = problem;
  }

  async batch(batch: FetchedBatch): Promise<void> {
    const session = this.sessions.get(partitionName(batch));
    await session?.exclusive(() => this.handle(session, batch));
  }

  /** The current batch continues: only later records failed. */
  failed(partition: TopicPartition, error: Error): void {
    const session = this.sessions.get(partitionName(partition));
    if (session) void session.exclusive(async () => this.recovery.failed(session, error));
  }

  crashed(error: Error): void {
    this.problem = 'The connection to Kafka is lost.';
    this.connection?.ended(error);
  }

  private async handle(session: PartitionSession, batch: FetchedBatch): Promise<void> {
    const { topic } = batch;
    const handler = this.handlers.get(topic);
    if (!handler || session.state === 'stopped' || this.sessions.get(partitionName(batch)) !== session) return;
    const started = performance.now();
    const measure = (outcome: 'applied' | 'failed'): void =>
      this.options.metrics?.batch(
        this.options.consumer,
        topic,
        outcome,
        (performance.now() - started) / 1_000,
        batch.records.length,
      );
    session.highWatermark = batch.highWatermark;
    try {
      this.refuseRewound(session, batch);
      await this.worker.process(session, handler, batch);
      session.succeeded();
      if (session.lag > 0n) session.behindSince = writtenAt(batch.records.at(-1));
      measure('applied');
      if (batch.unreadable.length > 0)
        this.options.metrics?.unreadable(this.options.consumer, topic, batch.unreadable.length);
    } catch (error) {
      measure('failed');
      session.behindSince = writtenAt(batch.records[0]);
      this.recovery.failed(session, error);
    }
  }

  /** Records before the position arrive only if the client found that its offset no longer exists. */
  private refuseRewound(session: PartitionSession, { topic, records, nextOffset }: FetchedBatch): void {
    const first = records[0]?.offset ?? nextOffset;
    if (first >= session.position) return;
    const detail = `was cut or created again: it goes on at ${first}, but was read up to ${session.position}`;
    throw new TopicHistoryError(topic, detail);
  }

  private async supervise(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const since = Date.now();
      const error = await this.consumeUntilItEnds(signal);
      if (signal.aborted) break;
      failures = Date.now() - since > STABLE_MS ? 1 : failures + 1;
      this.problem = `Kafka cannot be used: ${error.message}`;
      this.options.metrics?.restarted(this.options.consumer);
      this.log.warn({ consumer: this.options.consumer, failures, err: error }, 'consumer ended, starting it again');
      await this.pause(backoffMs(failures, FIRST_RESTART_MS, LONGEST_RESTART_MS));
    }
  }

  private async consumeUntilItEnds(signal: AbortSignal): Promise<Error> {
    const connection = new KafkaConnection(this.options, [...this.handlers.keys()]);
    this.connection = connection;
    try {
      return await connection.run(this, signal);
    } finally {
      if (signal.aborted) await this.patrol.release();
      await this.giveBack(connection);
      await connection.close();
      this.connection = null;
      // The group may have assigned some in between.
      await this.giveBack(connection);
    }
  }

  /** Before the client leaves the group: the next owner of an unreleased partition assumes that its owner died. */
  private async giveBack({ consumer }: KafkaConnection): Promise<void> {
    this.generation += 1;
    const sessions = [...this.sessions.values()];
    this.sessions = new Map();
    for (const session of sessions) consumer.pause(session);
    await this.goodbye(sessions);
  }

  private async goodbye(sessions: PartitionSession[]): Promise<void> {
    for (const session of sessions) clearTimeout(session.retryTimer);
    try {
      await Promise.all(sessions.map((session) => session.exclusive(async () => undefined)));
      await this.offsets.release(sessions);
    } catch (error) {
      this.log.warn({ consumer: this.options.consumer, err: error }, 'partitions could not be given back');
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Null if the timestamp is not a valid date. */
function writtenAt(record: KafkaRecord | undefined): Date | null {
  return record === undefined || Number.isNaN(record.timestamp.getTime()) ? null : record.timestamp;
}
