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
