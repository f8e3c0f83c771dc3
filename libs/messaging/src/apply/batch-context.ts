import { type PendingStatements, type Transaction, transactionOn } from '@conferencing/postgres';
import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

export interface BatchOrigin {
  consumer: string;
  topic: string;
  partition: number;
  /** True when parked records are tried again. */
  redrive: boolean;
}

/**
 * The open transaction in which the batch is applied and its offset is stored. Whatever the handler writes through it
 * is visible together with the offset, or not at all. It ends when the handler's promise settles.
 */
export class BatchContext {
  readonly #afterCommit: (() => void)[] = [];

  constructor(
    /** For what `query` can't do, such as COPY. Never COMMIT or ROLLBACK on it. */
    readonly client: PoolClient,
    readonly origin: BatchOrigin,
    private readonly pending: PendingStatements,
  ) {}

  /** The same transaction, for code that takes its statements prepared, and savepoints and COPY with them. */
  get transaction(): Transaction {
    return transactionOn(this.client, { pending: this.pending });
  }

  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>> {
    return this.client.query<Row>(text, values);
  }

  /**
   * As `query`, for a statement whose answer is not needed: when it fails the batch has failed, as if the handler had
   * thrown its error. On a pool with `pipeline: true` this resolves before the answer is there, and the next statement,
   * or the commit, follows without a round trip in between.
   */
  send(statement: QueryConfig): Promise<void> {
    return this.pending.add(this.client.query(statement));
  }

  /** Runs once the batch is visible to others; not at all when it is rolled back. It must not throw. */
  afterCommit(action: () => void): void {
    this.#afterCommit.push(action);
  }

  committed(): void {
    for (const action of this.#afterCommit.splice(0)) action();
  }
}
