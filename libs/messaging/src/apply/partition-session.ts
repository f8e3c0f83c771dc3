import type { TopicPartition } from '../kafka/kafka.port.js';
import type { FailureWindow } from './failure-window.js';

/**
 * `broken`: the breaker is open. `stopped`: until an operator acts, see {@link TopicHistoryError}. `lost`: another
 * process claimed it.
 */
export type PartitionState = 'running' | 'retrying' | 'broken' | 'stopped' | 'lost';

export interface ClaimedPartition extends TopicPartition {
  /** The id of the topic of the position; null if the client does not know it. */
  topicId: string | null;
  epoch: bigint;
  position: bigint;
  /** Earlier owners seem to have died here without progress: records are handled one by one. */
  suspect: boolean;
  /** The record that was handled alone each time when owners died: it is parked. */
  fatalOffset: bigint | null;
  parkedKeys: Set<string>;
}

/** The state of a partition in this process, from one assignment to the next. */
export class PartitionSession {
  readonly topic: string;
  readonly partition: number;
  readonly topicId: string | null;
  readonly epoch: bigint;
  position: bigint;
  suspect: boolean;
  readonly fatalOffset: bigint | null;
  readonly parkedKeys: Set<string>;
  /** The parked records and keys, as last counted. */
  parked: { records: number; keys: number };
  state: PartitionState = 'running';
  problem: string | null = null;
  failures = 0;
  highWatermark: bigint;
  /** When the oldest unapplied record was written, if known. */
  behindSince: Date | null = null;
  retryTimer: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    claimed: ClaimedPartition,
    /** Keys whose failures the handler did not foresee. */
    readonly unexpected: FailureWindow,
    /** Keys whose records the handler refused. */
    readonly refused: FailureWindow,
  ) {
    this.topic = claimed.topic;
    this.partition = claimed.partition;
    this.topicId = claimed.topicId;
    this.epoch = claimed.epoch;
    this.position = claimed.position;
    this.suspect = claimed.suspect;
    this.fatalOffset = claimed.fatalOffset;
    this.parkedKeys = claimed.parkedKeys;
    this.parked = { records: claimed.parkedKeys.size, keys: claimed.parkedKeys.size };
    this.highWatermark = claimed.position;
  }

  /** Batches and retries of a partition take turns. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  get lag(): bigint {
    return this.highWatermark > this.position ? this.highWatermark - this.position : 0n;
  }

  succeeded(): void {
    this.state = 'running';
    this.problem = null;
    this.failures = 0;
    this.behindSince = null;
    this.refused.passed();
  }
}

export function partitionName({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
