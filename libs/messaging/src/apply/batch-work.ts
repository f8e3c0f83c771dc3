import { attemptOn, inTransaction, type PendingStatements } from '@conferencing/postgres';
import type { Pool, PoolClient } from 'pg';
import type { KafkaRecord } from '../kafka/kafka.port.js';
import { BatchContext } from './batch-context.js';
import type { BatchHandler } from './batch-handler.js';
import type { PartitionSession } from './partition-session.js';

/** One transaction over a partition, in which the handler may run several times. */
export class BatchWork {
  private readonly applied: BatchContext[] = [];

  private constructor(
    readonly client: PoolClient,
    readonly pending: PendingStatements,
    private readonly consumer: string,
    private readonly session: PartitionSession,
    private readonly handler: BatchHandler,
    private readonly redrive: boolean,
  ) {}

  static async run(
    pool: Pool,
    consumer: string,
    session: PartitionSession,
    handler: BatchHandler,
    work: (work: BatchWork) => Promise<void>,
    { redrive = false } = {},
  ): Promise<void> {
    const applied = await inTransaction(pool, async (client, pending) => {
      const batchWork = new BatchWork(client, pending, consumer, session, handler, redrive);
      await work(batchWork);
      return batchWork.applied;
    });
    for (const context of applied) context.committed();
  }

  async apply(records: readonly KafkaRecord[]): Promise<void> {
    if (records.length === 0) return;
    const { topic, partition } = this.session;
    const origin = { consumer: this.consumer, topic, partition, redrive: this.redrive };
    const context = new BatchContext(this.client, origin, this.pending);
    await this.handler({ topic, partition, records }, context);
    this.applied.push(context);
  }

  /** Like `apply`, but after a failure the transaction stays usable, without the changes of the work. */
  attempt(records: readonly KafkaRecord[]): Promise<void> {
    return attemptOn(this.client, this.pending, () => this.apply(records));
  }
}
