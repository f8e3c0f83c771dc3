import type { Generation } from '../persistence/generation.js';

/** A table with texts that may name a person. */
export interface Copy {
  table: 'history' | 'conferencing_current';
  column: 'event' | 'body';
  /** Its primary key, with the types of the columns and what is before every key. */
  key: readonly (readonly [column: string, type: string, first: string])[];
}

const PAIR = [
  ['service_id', 'text', ''],
  ['provider_id', 'text', ''],
] as const;

export const COPIES: readonly Copy[] = [
  { table: 'history', column: 'event', key: [...PAIR, ['version', 'bigint', '0']] },
  { table: 'conferencing_current', column: 'body', key: PAIR },
];

/** The next rows in the order of their keys; the text where it has $1. $2 row limit, $3 … the last key. */
export function pageNaming(generation: Generation, { table, column, key }: Copy): string {
  const columns = key.map(([name]) => name).join(', ');
  const last = key.map(([, type], n) => `$${n + 3}::${type}`).join(', ');
  return `
  SELECT ${columns}, CASE WHEN position($1 IN ${column}) > 0 THEN ${column} END AS text
  FROM ${generation}.${table}
  WHERE (${columns}) > (${last}) ORDER BY ${columns} LIMIT $2`;
}

/** $1 the text as it was, $2 as it is now, $3 … the key. */
export function replaceText(generation: Generation, { table, column, key }: Copy): string {
  const same = key.map(([name, type], n) => `${name} = $${n + 3}::${type}`).join(' AND ');
  return `UPDATE ${generation}.${table} SET ${column} = $2 WHERE ${same} AND ${column} = $1`;
}
