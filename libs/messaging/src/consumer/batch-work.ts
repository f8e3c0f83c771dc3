import type { Pool, PoolClient } from 'pg';
import type { KafkaRecord } from '../kafka/kafka.port.js';
import { BatchContext } from './batch-context.js';
import type { BatchHandler } from './batch-handler.js';
import { inTransaction } from './in-transaction.js';
import type { PartitionSession } from './partition-session.js';

interface BatchWorkOptions {
  redrive?: boolean;
  /** Ends the transaction, in place of COMMIT alone. */
  commit?: (client: PoolClient) => Promise<unknown>;
}

/** One transaction over a partition, in which the handler may run several times. */
export class BatchWork {
  readonly #applied: BatchContext[] = [];

  private constructor(
    readonly client: PoolClient,
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
    { redrive = false, commit }: BatchWorkOptions = {},
  ): Promise<void> {
    const inside = async (client: PoolClient) => {
      const batchWork = new BatchWork(client, consumer, session, handler, redrive);
      await work(batchWork);
      return batchWork.#applied;
    };
    const applied = await inTransaction(pool, inside, commit);
    for (const context of applied) context.committed();
  }

  async apply(records: readonly KafkaRecord[]): Promise<void> {
    if (records.length === 0) return;
    const { topic, partition } = this.session;
    const context = new BatchContext(this.client, {
      consumer: this.consumer,
      topic,
      partition,
      redrive: this.redrive,
    });
    await this.handler({ topic, partition, records }, context);
    this.#applied.push(context);
  }

  /** As `apply`, but a failure leaves the transaction usable and without a trace of it. */
  async attempt(records: readonly KafkaRecord[]): Promise<void> {
    await this.client.query('SAVEPOINT attempt');
    try {
      await this.apply(records);
      await this.client.query('RELEASE SAVEPOINT attempt');
    } catch (error) {
      await this.client.query('ROLLBACK TO SAVEPOINT attempt');
      throw error;
    }
  }
}
