import type { Pool, PoolClient } from 'pg';
import type { BatchHandler } from '../apply/batch-handler.js';
import type { PartitionSession } from '../apply/partition-session.js';
import type { KafkaPort } from '../kafka/kafka.port.js';

/** What the parking needs of its consumer. These are functions, because the values change. */
export interface ParkingParts {
  options: { kafka: KafkaPort; pool: Pool; consumer: string };
  offsets: {
    /** Keeps the partition for this process until the transaction ends. @throws FencedError */
    lock(client: PoolClient, session: PartitionSession): Promise<void>;
  };
  sessions(): Map<string, PartitionSession>;
  handler(topic: string): BatchHandler | undefined;
}
