import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { Pool } from 'pg';
import { FIND_BLOCKED_KEY, LIST_BLOCKED_KEYS, SKIP_REFUSED_ROW, UNBLOCK_KEY } from './relay/blocked-keys.sql.js';
import { SERVER_START } from './relay/incarnation.sql.js';

export interface PartitionStatus {
  partition: number;
  /** Null if no relay publishes it. */
  owner: string | null;
  epoch: number;
  /** Milliseconds; null without an owner, negative if the owner is overdue, infinite if it was lent permanently. */
  leaseRemainingMs: number | null;
  /**
   * True while nothing is published because the server was restarted, failed over or restored since the last
   * publishing, and the owner has not finished the take-over of the partition.
   */
  takingOver: boolean;
  pending: number;
  /** Age of the oldest waiting event in seconds; null if none waits. */
  oldestSeconds: number | null;
}

export interface BlockedKey {
  key: string;
  /** Why the broker refuses the key's first waiting record. */
  error: string;
  blockedAt: Date;
  /** The number of waiting records of the key, including the refused one. */
  waiting: number;
}

export interface OutboxStatus {
  pending: number;
  oldestSeconds: number | null;
  partitions: PartitionStatus[];
  /** The first 1,000, oldest first. */
  blockedKeys: BlockedKey[];
  /** Keys of which the topic has shown more than this database knows: nothing of them is published until they are recovered. */
  lostKeys: number;
  /** Topics to which nothing is published until an operator adopts them, and why. */
  topicProblems: TopicProblem[];
}

export interface TopicProblem {
  topic: string;
  problem: string;
}

const PARTITIONS = `
SELECT l.partition, l.owner, l.epoch::int AS epoch, coalesce(w.pending, 0) AS pending,
  l.owner IS NOT NULL AND l.deadline < 'infinity'
    AND split_part(coalesce(l.incarnation, ''), '/', 1) <> ${SERVER_START} AS "takingOver",
  CASE WHEN l.owner IS NOT NULL
    THEN round(extract(epoch FROM l.deadline - clock_timestamp()) * 1000)::float8 END AS "leaseRemainingMs",
  CASE WHEN w.oldest IS NOT NULL
    THEN greatest(0, extract(epoch FROM clock_timestamp() - w.oldest))::float8 END AS "oldestSeconds"
FROM outbox_leases l
LEFT JOIN (
  SELECT partition, count(*)::int AS pending, min(occurred_at) AS oldest FROM outbox GROUP BY partition
) w ON w.partition = l.partition
ORDER BY l.partition`;

/** Those that an operator has ended stay, so that a later version of such a key is higher. */
const LOST_KEYS = `SELECT count(*)::int AS lost FROM outbox_lost_keys WHERE cleared_by = '{}'`;

const TOPIC_PROBLEMS = 'SELECT topic, problem FROM outbox_topics WHERE problem IS NOT NULL ORDER BY topic';

/** Shows and controls the outbox for operators. Counts exactly: about a second for each few million rows. */
export class OutboxControl {
  /** @throws TypeError when it gets no Pool */
  constructor(private readonly pool: Pool) {
    refuseWrongArguments('OutboxControl', { pool }, { pool: check.pool });
  }

  async status(): Promise<OutboxStatus> {
    const { rows: partitions } = await this.pool.query<PartitionStatus>(PARTITIONS);
    const { rows: blockedKeys } = await this.pool.query<BlockedKey>(LIST_BLOCKED_KEYS);
    const { rows: lost } = await this.pool.query<{ lost: number }>(LOST_KEYS);
    const { rows: topicProblems } = await this.pool.query<TopicProblem>(TOPIC_PROBLEMS);
    const ages = partitions.flatMap(({ oldestSeconds }) => oldestSeconds ?? []);
    return {
      pending: partitions.reduce((sum, { pending }) => sum + pending, 0),
      oldestSeconds: ages.length === 0 ? null : Math.max(...ages),
      partitions,
      blockedKeys,
      lostKeys: lost[0]?.lost ?? 0,
      topicProblems,
    };
  }

  /** Null when the key isn't blocked. */
  async blockedKey(key: string): Promise<Pick<BlockedKey, 'key' | 'error'> | null> {
    const { rows } = await this.pool.query<{ key: string; error: string }>(FIND_BLOCKED_KEY, [key]);
    return rows[0] ?? null;
  }

  /** Lets the relay retry a blocked key, within about a second. False if the key is not blocked. */
  async retryKey(key: string): Promise<boolean> {
    return ((await this.pool.query(UNBLOCK_KEY, [key])).rowCount ?? 0) > 0;
  }

  /** Gives up the refused record of a blocked key; its later records continue. False if the key is not blocked. */
  async skipRefused(key: string): Promise<boolean> {
    return ((await this.pool.query(SKIP_REFUSED_ROW, [key])).rowCount ?? 0) > 0;
  }
}
