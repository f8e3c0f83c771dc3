import type { Queryable } from '@conferencing/database';
import type { Range, Slice } from '../domain/slice.js';

/** Reads one page with two statements; the second one takes offset and limit as its last parameters. */
export async function readPage<Row extends object>(
  queryable: Queryable,
  statements: { count: string; page: string },
  values: readonly unknown[],
  { offset, limit }: Range,
): Promise<Slice<Row>> {
  const [counted] = await queryable.query<{ total: number }>(statements.count, values);
  const total = counted?.total ?? 0;
  const items = offset < total ? await queryable.query<Row>(statements.page, [...values, offset, limit]) : [];
  return { items, total };
}
