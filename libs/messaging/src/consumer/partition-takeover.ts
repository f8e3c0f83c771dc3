import type { TopicPartition, Watermarks } from '../kafka/kafka.port.js';
import { KafkaError } from '../kafka/kafka.errors.js';
import { SETTLE_RETRIES } from '../parking/settle-retries.sql.js';
import type { ConsumerParts } from './consumer-parts.js';
import { TopicHistoryError } from '../apply/apply.errors.js';
import { FailureWindow } from '../apply/failure-window.js';
import type { PartitionStart } from './offset-store.js';
import { PartitionSession, partitionName } from '../apply/partition-session.js';

interface Log extends Watermarks {
  topicId: string | null;
}

const BREAKER = { unexpectedKeys: 10, refusedKeys: 10_000, windowMs: 60_000 };

/** Claims partitions for this process: fences the previous owner and finds the offset to continue from. */
export class PartitionTakeover {
  constructor(private readonly parts: ConsumerParts) {}

  async claim(partitions: readonly TopicPartition[]): Promise<PartitionSession[]> {
    if (partitions.length === 0) return [];
    const { options, offsets } = this.parts;
    const logs = await this.logs(new Set(partitions.map(({ topic }) => topic)));
    const starts = partitions.map((partition): PartitionStart => {
      const log = logs.get(partitionName(partition));
      if (!log) throw new KafkaError('unknown_topic', `${partitionName(partition)} has no offsets`);
      // A new topic may be known before its id; without the id, its position could belong to another topic.
      if (log.topicId === null) throw new KafkaError('unknown_topic', `${partition.topic} has no id yet`);
      return { ...partition, offset: log.low, topicId: log.topicId };
    });
    const claimed = await offsets.claim(starts);
    await options.pool.query(SETTLE_RETRIES, [
      options.consumer,
      partitions.map(({ topic }) => topic),
      partitions.map(({ partition }) => partition),
    ]);
    const sessions = claimed.map((claim) => new PartitionSession(claim, ...this.windows()));
    await this.inspect(sessions);
    const { consumer } = options;
    this.parts.log.info({ consumer, partitions: sessions.map(partitionName) }, 'partitions taken over');
    return sessions;
  }

  /**
   * Reads the ends of the logs, and stops partitions whose log cannot be the one of their position. The end is compared
   * with the position from before the read: meanwhile, records may have been written and applied.
   */
  async inspect(sessions: readonly PartitionSession[]): Promise<void> {
    const reached = sessions.map((session) => ({ session, before: session.position }));
    const logs = await this.logs(new Set(sessions.map(({ topic }) => topic)));
    for (const { session, before } of reached) this.compare(session, before, logs);
  }

  private compare(session: PartitionSession, before: bigint, logs: ReadonlyMap<string, Log>): void {
    const log = logs.get(partitionName(session));
    if (!log) return;
    session.highWatermark = log.high;
    const { topic, topicId } = session;
    const another = topicId !== null && log.topicId !== null && topicId !== log.topicId;
    if (another) this.stop(session, new TopicHistoryError(topic, 'was deleted and created again'));
    else if (before > log.high) this.stop(session, new TopicHistoryError(topic, cut(before, log)));
    else if (session.position < log.low) this.stop(session, new TopicHistoryError(topic, expired(session, log)));
  }

  stop(session: PartitionSession, error: TopicHistoryError): void {
    if (session.state === 'stopped') return;
    session.state = 'stopped';
    session.problem = error.message;
    this.parts.connection()?.consumer.pause(session);
    const { topic, partition } = session;
    this.parts.offsets.storeProblem(session, error.message).catch(() => undefined);
    this.parts.log.error({ consumer: this.parts.options.consumer, topic, partition, err: error }, 'topic stopped');
  }

  private async logs(topics: Set<string>): Promise<Map<string, Log>> {
    const admin = this.parts.connection()?.admin;
    if (!admin) throw new KafkaError('closed', 'There is no connection to Kafka');
    const descriptions = await admin.describeTopics([...topics]);
    const ids = new Map(descriptions.map(({ name, id }) => [name, id]));
    const marks = await Promise.all(descriptions.map(({ name }) => admin.watermarks(name)));
    return new Map(
      marks.flat().map((mark) => [partitionName(mark), { ...mark, topicId: ids.get(mark.topic) ?? null }]),
    );
  }

  private windows(): [FailureWindow, FailureWindow] {
    const { unexpectedKeys, refusedKeys, windowMs } = { ...BREAKER, ...this.parts.options.breaker };
    return [new FailureWindow(unexpectedKeys, windowMs), new FailureWindow(refusedKeys, windowMs)];
  }
}

function cut(position: bigint, { high }: Log): string {
  return `ends at ${high}, but was read up to ${position}`;
}

function expired({ position }: PartitionSession, { low }: Log): string {
  return `begins at ${low}, but was read up to ${position} only`;
}
