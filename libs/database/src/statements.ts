import type { Pool, PoolClient, QueryConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
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
export function preparedStatement(text: string, values: Values = []): QueryConfig {
  return { name: preparedName(text), text, values: values as unknown[] };
}

/**
 * Statements in a transaction that somebody else has opened on the connection and will end.
 *
 * @param query_timeout as for {@link queryableOn}
 */
export function transactionOn(client: PoolClient, query_timeout?: number): Transaction {
  return {
    ...queryableOn(client, query_timeout),
    copy: (text, rows) =>
      oneByOne(client, () => {
        const stream = client.query(Object.assign(copyFrom(text), query_timeout !== undefined && { query_timeout }));
        return new Promise<void>((resolve, reject) => stream.once('finish', resolve).once('error', reject).end(rows));
      }),
    attempt: async (work) => {
      await client.query('SAVEPOINT attempt');
      try {
        const result = await work();
        await client.query('RELEASE SAVEPOINT attempt');
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

/** The driver refuses COPY in a pipeline, where a statement sent behind it would be taken for its data. */
async function oneByOne(client: PoolClient, work: () => Promise<void>): Promise<void> {
  const { pipeline } = client;
  if (!pipeline) return work();
  // Whatever was sent before is answered: nothing is under way while the mode changes.
  await client.query('SELECT');
  const mode = client as { -readonly [Name in keyof PoolClient]: PoolClient[Name] };
  mode.pipeline = false;
  try {
    await work();
  } finally {
    mode.pipeline = pipeline;
  }
}
