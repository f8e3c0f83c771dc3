import type { Fetched } from './fetched-end.js';
import { END } from './fetched-end.js';

/** Fields of kafkajs's batch that its types do not show. */
export interface BatchInside {
  /** The start of the fetch. */
  fetchedOffset: string;
  rawMessages: readonly { offset: string; [END]?: Fetched }[];
  messages: readonly object[];
}

/** The part of kafkajs's runner that delivers batches. */
export interface Runner {
  running: boolean;
  consumerGroup: { groupId: string };
  handleBatch(batch: BatchInside): Promise<void>;
  processEachBatch(batch: BatchInside): Promise<void>;
  heartbeat(): Promise<void>;
}

const groups = new Map<string, number>();

/**
 * Consumers of these groups get every batch, even one without a record: kafkajs skips it silently, and code that waits
 * for the position behind it would wait without end.
 *
 * @returns a function that ends this
 */
export function handOutEmptyBatches(groupId: string): () => void {
  const count = (by: number) => groups.set(groupId, (groups.get(groupId) ?? 0) + by);
  count(1);
  return () => {
    if (count(-1).get(groupId) === 0) groups.delete(groupId);
  };
}

/** Replaces the runner's own function. */
export function handleBatch(runner: Runner, batch: BatchInside, original: Runner['handleBatch']): Promise<void> {
  const isEmpty = batch.messages.length === 0 && batch.rawMessages.length > 0;
  if (!isEmpty || !runner.running || !groups.has(runner.consumerGroup.groupId)) return original.call(runner, batch);
  return runner.processEachBatch(batch).then(() => runner.heartbeat());
}
