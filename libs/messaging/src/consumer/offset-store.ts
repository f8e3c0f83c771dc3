import type { Pool, PoolClient } from 'pg';
import type { PartitionOffset, TopicPartition } from '../kafka/kafka.port.js';
import { PARKED_KEYS } from '../parking/parked-keys.sql.js';
import { ADVANCE_OFFSET, NOT_ADVANCED } from './advance-offset.sql.js';
import { CLAIM_PARTITIONS } from './claim-partitions.sql.js';
import { FencedError } from '../apply/apply.errors.js';
import { LOCK_OFFSET } from './lock-offset.sql.js';
import { MARK_ALONE } from './mark-alone.sql.js';
import type { ClaimedPartition, PartitionSession } from '../apply/partition-session.js';
import { partitionName } from '../apply/partition-session.js';
import { RELEASE_PARTITIONS } from './release-partitions.sql.js';
import { STORE_PROBLEM } from './partition-states.sql.js';

/** bigint columns arrive as text or as numbers, depending on the pool. */
type Bigint = string | number;

interface ClaimRow extends TopicPartition {
  next_offset: Bigint;
  epoch: Bigint;
  unfinished_claims: number;
  alone_offset: Bigint | null;
  topic_id: string | null;
}

/** The start of a partition that is new to the consumer. */
export interface PartitionStart extends PartitionOffset {
  topicId: string | null;
}

/**
 * After this many owners have died over a batch, its records are handled one by one; after this many have died over one
 * of them, it is parked. A single owner may have been killed, or have lost the partition while it lives.
 */
const VANISHED_OWNERS = 2;

/** The offsets of one consumer, in the database that it writes to. */
export class OffsetStore {
  constructor(
    private readonly pool: Pool,
    private readonly consumer: string,
    private readonly owner: string,
  ) {}

  async claim(starts: readonly PartitionStart[]): Promise<ClaimedPartition[]> {
    const topics = starts.map(({ topic }) => topic);
    const partitions = starts.map(({ partition }) => partition);
    const offsets = starts.map(({ offset }) => offset.toString());
    const ids = starts.map(({ topicId }) => topicId);
    const claimed = await this.pool.query<ClaimRow>(CLAIM_PARTITIONS, [
      this.consumer,
      this.owner,
      topics,
      partitions,
      offsets,
      ids,
    ]);
    const parked = await this.parkedKeys(topics, partitions);
    return claimed.rows.map((row) => ({
      topic: row.topic,
      partition: row.partition,
      topicId: row.topic_id,
      epoch: BigInt(row.epoch),
      position: BigInt(row.next_offset),
      suspect: row.unfinished_claims >= VANISHED_OWNERS || row.alone_offset !== null,
      fatalOffset:
        row.alone_offset === null || row.unfinished_claims < VANISHED_OWNERS ? null : BigInt(row.alone_offset),
      parkedKeys: parked.get(partitionName(row)) ?? new Set(),
    }));
  }

  /** In the transaction of the batch's effects. @throws FencedError */
  async advance(client: PoolClient, session: PartitionSession, nextOffset: bigint): Promise<void> {
    try {
      await client.query({
        name: 'messaging_advance',
        text: ADVANCE_OFFSET,
        values: [...this.identity(session), session.position.toString(), nextOffset.toString()],
      });
    } catch (error) {
      if ((error as { code?: unknown }).code !== NOT_ADVANCED) throw error;
      throw new FencedError(session.topic, session.partition, { cause: error });
    }
  }

  /** @throws FencedError */
  async lock(client: PoolClient, session: PartitionSession): Promise<void> {
    const { rowCount } = await client.query(LOCK_OFFSET, this.identity(session));
    if (rowCount !== 1) throw new FencedError(session.topic, session.partition);
  }

  /** @throws FencedError */
  async markAlone(session: PartitionSession, offset: bigint): Promise<void> {
    const { rowCount } = await this.pool.query(MARK_ALONE, [...this.identity(session), offset.toString()]);
    if (rowCount !== 1) throw new FencedError(session.topic, session.partition);
  }

  /**
   * The position of the partition: a COMMIT whose answer was lost may have succeeded. Null if the partition is no
   * longer ours.
   */
  async position(session: PartitionSession): Promise<bigint | null> {
    const { rows } = await this.pool.query<{ next_offset: Bigint }>(
      'SELECT next_offset FROM consumer_offsets WHERE consumer = $1 AND topic = $2 AND partition = $3 AND epoch = $4',
      this.identity(session),
    );
    return rows[0] ? BigInt(rows[0].next_offset) : null;
  }

  /** Stores why the partition makes no progress; the next progress or claim removes it. */
  async storeProblem(session: PartitionSession, problem: string): Promise<void> {
    await this.pool.query(STORE_PROBLEM, [...this.identity(session), problem]);
  }

  async release(sessions: readonly PartitionSession[]): Promise<void> {
    if (sessions.length === 0) return;
    await this.pool.query(RELEASE_PARTITIONS, [
      this.consumer,
      this.owner,
      sessions.map(({ topic }) => topic),
      sessions.map(({ partition }) => partition),
      sessions.map(({ epoch }) => epoch.toString()),
    ]);
  }

  private identity(session: PartitionSession): unknown[] {
    return [this.consumer, session.topic, session.partition, session.epoch.toString()];
  }

  private async parkedKeys(topics: string[], partitions: number[]): Promise<Map<string, Set<string>>> {
    const { rows } = await this.pool.query<TopicPartition & { key_hash: Buffer }>(PARKED_KEYS, [
      this.consumer,
      topics,
      partitions,
    ]);
    const keys = new Map<string, Set<string>>();
    for (const row of rows) {
      const name = partitionName(row);
      keys.set(name, (keys.get(name) ?? new Set()).add(row.key_hash.toString('base64')));
    }
    return keys;
  }
}
