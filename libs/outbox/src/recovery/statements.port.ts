/** Runs a statement: the relay's database, a pool, or a connection in a transaction. */
export interface Statements {
  query<Row extends object>(config: {
    name?: string;
    text: string;
    values?: unknown[];
  }): Promise<{ rows: Row[]; rowCount: number | null }>;
}
