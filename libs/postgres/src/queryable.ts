/** Statement parameters, in the order of `$1, $2, …`. */
export type Values = readonly unknown[];

/**
 * Runs statements: the pool or one transaction. Texts are constants of the program, never built from input: each
 * distinct text becomes a named prepared statement on every connection that runs it.
 */
export interface Queryable {
  /** Rows that the statement returns. `bigint` columns arrive as numbers, `timestamptz` as `Date`. */
  query<Row extends object>(text: string, values?: Values): Promise<Row[]>;
  /** Number of rows that the statement touched. */
  execute(text: string, values?: Values): Promise<number>;
}

/** One open transaction; whoever opened it ends it. */
export interface Transaction extends Queryable {
  /**
   * As `execute`, for a statement whose answer nobody needs. Where statements are pipelined this resolves before the
   * answer is there; if the statement fails, so do all that follow, and the transaction.
   */
  send(text: string, values?: Values): Promise<void>;
  /**
   * Fills a table by `COPY … FROM STDIN`, several times faster than by INSERT.
   *
   * @param text the command; it is not prepared
   * @param rows in the format that the command names
   */
  copy(text: string, rows: Buffer): Promise<void>;
  /** As the work; but a failure leaves the transaction usable and without a trace of it. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}
