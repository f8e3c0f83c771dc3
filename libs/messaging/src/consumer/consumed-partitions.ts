import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { Pool } from 'pg';
import type { TopicPartition, Watermarks } from '../kafka/kafka.port.js';
import { ADOPT_TOPIC, LIST_PARTITIONS, MOVE_PARTITION } from './partition-states.sql.js';

export interface ConsumedPartition extends TopicPartition {
  consumer: string;
  nextOffset: bigint;
  /** The process that owns it; null after an orderly release. */
  owner: string | null;
  /** Why it makes no progress; null while it does, or after its first failures. */
  problem: string | null;
  problemSince: Date | null;
}

interface Row extends TopicPartition {
  consumer: string;
  next_offset: string;
  owner: string | null;
  problem: string | null;
  problem_since: Date | null;
}

/** The partitions that the consumers of one database read, for operators. */
export class ConsumedPartitions {
  /** @throws TypeError when it gets no Pool */
  constructor(private readonly pool: Pool) {
    refuseWrongArguments('ConsumedPartitions', { pool }, { pool: check.pool });
  }

  async list({ consumer, topic }: { consumer?: string; topic?: string } = {}): Promise<ConsumedPartition[]> {
    const { rows } = await this.pool.query<Row>(LIST_PARTITIONS, [consumer ?? null, topic ?? null]);
    return rows.map(({ next_offset, problem_since, ...row }) => ({
      ...row,
      nextOffset: BigInt(next_offset),
      problemSince: problem_since,
    }));
  }

  /** Retries a paused or stopped partition at once. @returns false if it has no consumer */
  async resume({ topic, partition }: TopicPartition): Promise<boolean> {
    return ((await this.pool.query(MOVE_PARTITION, [topic, partition, null])).rowCount ?? 0) > 0;
  }

  /**
   * Lets the consumers of a topic that was created again, or cut, start at its beginning; the others do not change.
   * Parked records stay parked, before everything in the new topic. Returns the numbers of both.
   */
  async adopt(
    topic: string,
    topicId: string,
    marks: readonly Watermarks[],
  ): Promise<{ partitions: number; parked: number }> {
    const { rows } = await this.pool.query<{ partitions: number; parked: number }>(ADOPT_TOPIC, [
      topic,
      topicId,
      marks.map(({ partition }) => partition),
      marks.map(({ low }) => low.toString()),
      marks.map(({ high }) => high.toString()),
    ]);
    return rows[0] ?? { partitions: 0, parked: 0 };
  }

  /**
   * Gives up everything before the offset: it is neither applied nor parked.
   * @returns false if there is no consumer, or it has reached the offset by now
   */
  async skip({ topic, partition }: TopicPartition, to: bigint): Promise<boolean> {
    return ((await this.pool.query(MOVE_PARTITION, [topic, partition, to.toString()])).rowCount ?? 0) > 0;
  }
}
