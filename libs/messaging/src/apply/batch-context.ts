import { type PendingStatements, type Transaction, transactionOn } from '@conferencing/postgres';
import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

export interface BatchOrigin {
  consumer: string;
  topic: string;
  partition: number;
  /** True for a retry of parked records. */
  redrive: boolean;
}

/**
 * The open transaction that applies the batch and stores its offset. Writes of the handler become visible together with
 * the offset, or not at all. It ends when the handler's promise settles.
 */
export class BatchContext {
  private readonly actions: (() => void)[] = [];

  constructor(
    /** For what `query` cannot do, such as COPY. Never COMMIT or ROLLBACK on it. */
    readonly client: PoolClient,
    readonly origin: BatchOrigin,
    private readonly pending: PendingStatements,
  ) {}

  /** The same transaction, for code that uses prepared statements, savepoints and COPY. */
  get transaction(): Transaction {
    return transactionOn(this.client, { pending: this.pending });
  }

  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>> {
    return this.client.query<Row>(text, values);
  }

  /**
   * Like `query`, for a statement whose result is not needed: if it fails, the batch fails, as if the handler had
   * thrown its error. On a pool with `pipeline: true` this resolves before the answer, and the next statement, or the
   * commit, follows without a round trip in between.
   */
  send(statement: QueryConfig): Promise<void> {
    return this.pending.add(this.client.query(statement));
  }

  /** Runs when the batch is visible to others; not after a rollback. It must not throw. */
  afterCommit(action: () => void): void {
    this.actions.push(action);
  }

  committed(): void {
    for (const action of this.actions.splice(0)) action();
  }
}
