/** Statement parameters, in the order of `$1, $2, …`. */
export type Values = readonly unknown[];

/**
 * Runs statements on the pool or in one transaction. Texts are constants of the program, never built from input: each
 * distinct text becomes a named prepared statement on every connection that runs it.
 */
export interface Queryable {
  /** Rows that the statement returns. `bigint` columns arrive as numbers, `timestamptz` as `Date`. */
  query<Row extends object>(text: string, values?: Values): Promise<Row[]>;
  /** The number of affected rows. */
  execute(text: string, values?: Values): Promise<number>;
}

/** One open transaction; the code that opened it ends it. */
export interface Transaction extends Queryable {
  /**
   * Like `execute`, for a statement whose result is not needed. With pipelined statements this resolves before the
   * answer; if the statement fails, so do all later ones, and the transaction.
   */
  send(text: string, values?: Values): Promise<void>;
  /**
   * Fills a table by `COPY … FROM STDIN`, several times faster than by INSERT.
   *
   * @param text the command; it is not prepared
   * @param rows in the format of the command
   */
  copy(text: string, rows: Buffer): Promise<void>;
  /** Runs the work; after a failure the transaction stays usable, without the changes of the work. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}
