import type { Pool, PoolClient, QueryConfig } from 'pg';
import { copyRows } from './copy-rows.js';
import { PendingStatements } from './pending-statements.js';
import { CLIENT_TIMEOUT_SLACK_MS } from './pool.js';
import { preparedName } from './prepared.js';
import type { Queryable, Transaction, Values } from './queryable.js';
import { attemptOn } from './transaction.js';

/**
 * Statements on a connection, or on any free one of a pool.
 *
 * @param query_timeout milliseconds after which the client gives a statement up; the default is the pool's
 */
export function queryableOn(client: Pool | PoolClient, query_timeout?: number): Queryable {
  return {
    query: async <Row extends object>(text: string, values?: Values) =>
      (await client.query<Row>(prepared(text, values, query_timeout))).rows,
    execute: async (text: string, values?: Values) =>
      (await client.query(prepared(text, values, query_timeout))).rowCount ?? 0,
  };
}

/** A statement in the driver's format. */
function prepared(text: string, values: Values = [], query_timeout?: number): QueryConfig {
  const timeout = query_timeout === undefined ? {} : { query_timeout };
  return { name: preparedName(text), text, values: values as unknown[], ...timeout };
}

export interface TransactionOnOptions {
  /** What the owner of the transaction waits for before it commits. Without it, `send` waits for its answer. */
  pending?: PendingStatements;
  /** As for {@link queryableOn}. */
  query_timeout?: number;
}

/** Statements in a transaction that other code has opened on the connection and will end. */
export function transactionOn(
  client: PoolClient,
  { pending = new PendingStatements(false), query_timeout }: TransactionOnOptions = {},
): Transaction {
  return {
    ...queryableOn(client, query_timeout),
    send: (text, values) => pending.add(client.query(prepared(text, values, query_timeout))),
    copy: (text, rows) => copyRows(client, text, [rows], query_timeout),
    attempt: (work) => attemptOn(client, pending, work),
  };
}

/**
 * Statements in the open transaction of a connection, each of which may take this many milliseconds from now on,
 * instead of the pool's limit.
 */
export async function allowStatements(client: PoolClient, timeoutMs: number): Promise<Transaction> {
  await client.query(`SET LOCAL statement_timeout = ${Math.trunc(timeoutMs)}`);
  return transactionOn(client, { query_timeout: timeoutMs + CLIENT_TIMEOUT_SLACK_MS });
}
