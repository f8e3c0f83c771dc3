import { type BatchHandler, decodeBatch } from '@conferencing/messaging';
import type { Pool } from 'pg';
import { decodeOrder } from './order-events.js';

// Records may come again, also behind newer ones: only a greater version changes the row.
const SAVE = `
  INSERT INTO seen_orders (id, customer, cents, status, version) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO UPDATE SET
    customer = excluded.customer, cents = excluded.cents, status = excluded.status, version = excluded.version
  WHERE seen_orders.version < excluded.version`;
const DELETE = 'DELETE FROM seen_orders WHERE id = $1';
const SPENT = `
  SELECT count(*)::int AS orders, coalesce(sum(cents), 0)::float8 AS cents
  FROM seen_orders WHERE customer = $1 AND status = 'paid'`;

/** The rows and the offset of the batch are committed together, so each record counts exactly once. */
export const applyOrders: BatchHandler = async (batch, context) => {
  for (const order of decodeBatch(batch, decodeOrder)) {
    if ('deleted' in order) await context.query(DELETE, [order.deleted]);
    else await context.query(SAVE, [order.id, order.customer, order.cents, order.status, order.version]);
  }
};

export async function spentBy(pool: Pool, customer: string): Promise<{ orders: number; cents: number }> {
  return (await pool.query<{ orders: number; cents: number }>(SPENT, [customer])).rows[0]!;
}
