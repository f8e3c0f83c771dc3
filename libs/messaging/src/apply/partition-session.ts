import type { TopicPartition } from '../kafka/kafka.port.js';
import type { FailureWindow } from './failure-window.js';

/** `broken`: the breaker is open. `stopped`: for good, see {@link TopicHistoryError}. `lost`: somebody else claimed it. */
export type PartitionState = 'running' | 'retrying' | 'broken' | 'stopped' | 'lost';

export interface ClaimedPartition extends TopicPartition {
  /** The topic that the position belongs to; null where the client can't tell. */
  topicId: string | null;
  epoch: bigint;
  position: bigint;
  /** Owners before this one seem to have vanished here without progress: records are to be handled one by one. */
  suspect: boolean;
  /** The record that was being handled alone each time when owners vanished: it is parked. */
  fatalOffset: bigint | null;
  parkedKeys: Set<string>;
}

/** What this process knows of a partition from one assignment to the next. */
export class PartitionSession {
  readonly topic: string;
  readonly partition: number;
  readonly topicId: string | null;
  readonly epoch: bigint;
  position: bigint;
  suspect: boolean;
  readonly fatalOffset: bigint | null;
  readonly parkedKeys: Set<string>;
  /** What the parking held when it was looked up last. */
  parked: { records: number; keys: number };
  state: PartitionState = 'running';
  problem: string | null = null;
  failures = 0;
  highWatermark: bigint;
  /** When the oldest record that is not applied was written, as far as known. */
  behindSince: Date | null = null;
  retryTimer: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    claimed: ClaimedPartition,
    /** Keys that failed for reasons that the handler didn't foresee. */
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

  /** Batches and redrives of a partition take turns. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
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
