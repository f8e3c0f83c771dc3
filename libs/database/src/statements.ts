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

/** Sends a statement; may resolve before it was answered. */
export type Send = (statement: QueryConfig) => Promise<unknown>;

/**
 * Statements in a transaction that somebody else has opened on the connection and will end.
 *
 * @param send in a pipeline: hands on what is not waited for to whoever ends the transaction
 * @param query_timeout as for {@link queryableOn}
 */
export function transactionOn(client: PoolClient, send?: Send, query_timeout?: number): Transaction {
  const statements = queryableOn(client, query_timeout);
  return {
    ...statements,
    send: async (text, values) => {
      if (send === undefined) await statements.execute(text, values);
      else await send(preparedStatement(text, values));
    },
    copy: (text, rows) => copyRows(client, text, rows, query_timeout),
    attempt: async (work) => {
      await unlessPipelined(client, 'SAVEPOINT attempt');
      try {
        const result = await work();
        await unlessPipelined(client, 'RELEASE SAVEPOINT attempt');
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

/** Waits for the answer only where the next statement has to: these fail with what is around them, which says why. */
async function unlessPipelined(client: PoolClient, text: string): Promise<void> {
  const sent = client.query(text);
  if (client.pipeline) sent.catch(() => undefined);
  else await sent;
}
