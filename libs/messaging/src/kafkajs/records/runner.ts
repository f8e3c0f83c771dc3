import type { Fetched } from './fetched-end.js';
import { END } from './fetched-end.js';

/** Of kafkajs's batch, what its types don't tell. */
export interface BatchInside {
  /** Where the fetch began. */
  fetchedOffset: string;
  rawMessages: readonly { offset: string; [END]?: Fetched }[];
  messages: readonly object[];
}

/** Of kafkajs's runner, which hands out what was fetched. */
export interface Runner {
  running: boolean;
  consumerGroup: { groupId: string };
  handleBatch(batch: BatchInside): Promise<void>;
  processEachBatch(batch: BatchInside): Promise<void>;
  heartbeat(): Promise<void>;
}

const groups = new Map<string, number>();

/**
 * Consumers of these groups get every batch, also one without a record: kafkajs passes over it in silence, and whoever
 * waits for the position behind it waits for ever.
 *
 * @returns ends it
 */
export function handOutEmptyBatches(groupId: string): () => void {
  const count = (by: number) => groups.set(groupId, (groups.get(groupId) ?? 0) + by);
  count(1);
  return () => {
    if (count(-1).get(groupId) === 0) groups.delete(groupId);
  };
}

/** In the place of the runner's own function. */
export function handleBatch(runner: Runner, batch: BatchInside, original: Runner['handleBatch']): Promise<void> {
  const isEmpty = batch.messages.length === 0 && batch.rawMessages.length > 0;
  if (!isEmpty || !runner.running || !groups.has(runner.consumerGroup.groupId)) return original.call(runner, batch);
  return runner.processEachBatch(batch).then(() => runner.heartbeat());
}
