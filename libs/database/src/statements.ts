import type { Pool, PoolClient, QueryConfig } from 'pg';
import { copyRows } from './copy-rows.js';
import { preparedName } from './prepared.js';
import type { Queryable, Transaction, Values } from './queryable.js';

/**
 * Statements on a connection, or on any that a pool has to spare.
 *
 * @param query_timeout after which the client gives a statement up, in milliseconds; the pool's unless told
 */
export function queryableOn(client: Pool | PoolClient, query_timeout?: number): Queryable {
  const statement = (text: string, values: Values) => ({
    ...preparedStatement(text, values),
    ...(query_timeout !== undefined && { query_timeout }),
  });
  return {
    query: async <Row extends object>(text: string, values: Values = []) =>
      (await client.query<Row>(statement(text, values))).rows,
    execute: async (text: string, values: Values = []) => (await client.query(statement(text, values))).rowCount ?? 0,
  };
}

/** A statement as the driver takes it. */
function preparedStatement(text: string, values: Values = []): QueryConfig {
  return { name: preparedName(text), text, values: values as unknown[] };
}

export interface TransactionOnOptions {
  /** For a pipeline: resolves before the answer is there, and tells whoever ends the transaction of a failure. */
  send?: (statement: QueryConfig) => Promise<unknown>;
  /** As for {@link queryableOn}. */
  query_timeout?: number;
}

/** Statements in a transaction that somebody else has opened on the connection and will end. */
export function transactionOn(client: PoolClient, { send, query_timeout }: TransactionOnOptions = {}): Transaction {
  const statements = queryableOn(client, query_timeout);
  const ahead = send ?? ((statement: QueryConfig) => client.query(statement));
  return {
    ...statements,
    send: async (text, values) => {
      if (send === undefined) await statements.execute(text, values);
      else await send(preparedStatement(text, values));
    },
    copy: (text, rows) => copyRows(client, text, [rows], query_timeout),
    attempt: async (work) => {
      await ahead({ text: 'SAVEPOINT attempt' });
      try {
        const result = await work();
        await ahead({ text: 'RELEASE SAVEPOINT attempt' });
        return result;
      } catch (error) {
        // What is rolled back to stays a savepoint; an attempt around this one must find its own.
        await client.query('ROLLBACK TO SAVEPOINT attempt');
        await client.query('RELEASE SAVEPOINT attempt');
        throw error;
      }
    },
  };
}
