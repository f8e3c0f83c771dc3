import { BaseRpcContext } from '@nestjs/microservices';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';

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
export class BatchContext extends BaseRpcContext<[BatchOrigin]> {
  readonly #afterCommit: (() => void)[] = [];

  constructor(
    /** For what `query` can't do, such as COPY. Never COMMIT or ROLLBACK on it. */
    readonly client: PoolClient,
    readonly origin: BatchOrigin,
  ) {
    super([origin]);
  }

  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>> {
    return this.client.query<Row>(text, values);
  }

  /** Runs once the batch is visible to others; not at all when it is rolled back. It must not throw. */
  afterCommit(action: () => void): void {
    this.#afterCommit.push(action);
  }

  committed(): void {
    for (const action of this.#afterCommit.splice(0)) action();
  }
}
