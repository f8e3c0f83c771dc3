import type { MessagingLog } from '../kafka/log.port.js';
import type { BatchConsumerOptions } from './batch-consumer.options.js';
import type { BatchHandler } from '../apply/batch-handler.js';
import type { KafkaConnection } from './kafka-connection.js';
import type { OffsetStore } from './offset-store.js';
import type { PartitionSession } from '../apply/partition-session.js';

/** What the tasks of one consumer share. These are functions, because assignments and connections change. */
export interface ConsumerParts {
  options: BatchConsumerOptions;
  log: MessagingLog;
  offsets: OffsetStore;
  sessions(): Map<string, PartitionSession>;
  connection(): KafkaConnection | null;
  handler(topic: string): BatchHandler | undefined;
}
