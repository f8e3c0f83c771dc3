import { createHash } from 'node:crypto';
import type { Queryable, Values } from '@conferencing/database';
import type { PoolClient } from 'pg';

const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `projection_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    names.set(text, name);
  }
  return name;
}

/** Statements on a connection that somebody else has opened a transaction on. */
export function queryableOn(client: PoolClient): Queryable {
  const run = <Row extends object>(text: string, values: Values = []) =>
    client.query<Row>({ name: nameOf(text), text, values: values as unknown[] });
  return {
    query: async <Row extends object>(text: string, values?: Values) => (await run<Row>(text, values)).rows,
    execute: async (text: string, values?: Values) => (await run(text, values)).rowCount ?? 0,
  };
}
