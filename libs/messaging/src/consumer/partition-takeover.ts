import type { PartitionOffset, TopicPartition, Watermarks } from '../kafka/kafka.port.js';
import { KafkaError } from '../kafka/kafka.errors.js';
import { SETTLE_RETRIES_SQL } from '../parking/settle-retries.sql.js';
import type { ConsumerParts } from './consumer-parts.js';
import { TopicHistoryError } from './consumer.errors.js';
import { FailureWindow } from './failure-window.js';
import { PartitionSession, partitionName } from './partition-session.js';

const BREAKER = { unexpectedKeys: 10, refusedKeys: 1_000, windowMs: 60_000 };

/** Makes partitions this process's own: shuts out the previous owner and finds out where to go on. */
export class PartitionTakeover {
  constructor(private readonly parts: ConsumerParts) {}

  async claim(partitions: readonly TopicPartition[]): Promise<PartitionSession[]> {
    if (partitions.length === 0) return [];
    const { options, offsets } = this.parts;
    const marks = await this.#watermarks(new Set(partitions.map(({ topic }) => topic)));
    const starts = partitions.map((partition): PartitionOffset => {
      const mark = marks.get(partitionName(partition));
      if (!mark) throw new KafkaError('unknown_topic', `${partitionName(partition)} has no offsets`);
      return { ...partition, offset: mark.low };
    });
    const claimed = await offsets.claim(starts);
    await options.pool.query(SETTLE_RETRIES_SQL, [
      options.consumer,
      partitions.map(({ topic }) => topic),
      partitions.map(({ partition }) => partition),
    ]);
    const sessions = claimed.map((claim) => new PartitionSession(claim, ...this.#windows()));
    for (const session of sessions) this.check(session, marks.get(partitionName(session)) as Watermarks);
    const { consumer } = options;
    this.parts.log.info({ consumer, partitions: sessions.map(partitionName) }, 'partitions taken over');
    return sessions;
  }

  /** Stops the session's partition for good when the log can't be the one that its position belongs to. */
  check(session: PartitionSession, { low, high }: Watermarks): void {
    session.highWatermark = high;
    const { topic, position } = session;
    if (position > high) this.stop(session, new TopicHistoryError(topic, recreated(position, high)));
    else if (position < low) this.stop(session, new TopicHistoryError(topic, truncated(position, low)));
  }

  stop(session: PartitionSession, error: TopicHistoryError): void {
    if (session.state === 'stopped') return;
    session.state = 'stopped';
    session.problem = error.message;
    this.parts.connection()?.consumer.pause(session);
    const { topic, partition } = session;
    this.parts.log.error({ consumer: this.parts.options.consumer, topic, partition, err: error }, 'topic stopped');
  }

  async #watermarks(topics: Set<string>): Promise<Map<string, Watermarks>> {
    const admin = this.parts.connection()?.admin;
    if (!admin) throw new KafkaError('closed', 'There is no connection to Kafka');
    const marks = await Promise.all([...topics].map((topic) => admin.watermarks(topic)));
    return new Map(marks.flat().map((mark) => [partitionName(mark), mark]));
  }

  #windows(): [FailureWindow, FailureWindow] {
    const { unexpectedKeys, refusedKeys, windowMs } = { ...BREAKER, ...this.parts.options.breaker };
    return [new FailureWindow(unexpectedKeys, windowMs), new FailureWindow(refusedKeys, windowMs)];
  }
}

function recreated(position: bigint, high: bigint): string {
  return `was created again: ${position} records were read, but it ends at ${high}`;
}

function truncated(position: bigint, low: bigint): string {
  return `lost records that were not read: ${position} comes next, but it begins at ${low}`;
}
