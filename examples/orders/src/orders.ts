import { randomBytes } from 'node:crypto';
import { insertEvents, type OutboxSignal } from '@conferencing/outbox';
import type { Pool } from 'pg';
import { ORDER_EVENTS } from './order-events.js';

const EVENT = `${insertEvents(ORDER_EVENTS, 'changed')} RETURNING aggregateid AS id, version::int`;

// The row and its event are one statement, so both are committed or neither. The row is locked before the event gets
// its number, so the events of an order are in the order of its versions.
const PLACE = `
  WITH changed AS (
    INSERT INTO orders (id, customer, cents, status, version, event_id, changed_at)
    VALUES ($1, $2, $3, 'placed', 1, gen_random_uuid(), clock_timestamp())
    RETURNING *
  )
  ${EVENT}`;

const CHANGE = `
  WITH changed AS (
    UPDATE orders SET status = $2, version = version + 1, event_id = gen_random_uuid(), changed_at = clock_timestamp()
    WHERE id = $1 AND status = ANY ($3)
    RETURNING *
  )
  ${EVENT}`;

/** From which status an order may get to another. */
const COMES_FROM = {
  paid: ['placed'],
  cancelled: ['placed', 'paid'],
  deleted: ['placed', 'paid', 'cancelled'],
} as const;
export type NewStatus = keyof typeof COMES_FROM;

export interface Changed {
  id: string;
  version: number;
}

export class Orders {
  constructor(
    private readonly pool: Pool,
    private readonly signal: OutboxSignal,
  ) {}

  async place(customer: string, cents: number): Promise<Changed> {
    const id = `ord_${randomBytes(6).toString('hex')}`;
    return (await this.write(PLACE, [id, customer, cents]))!;
  }

  /** Undefined when there is no such order, or its status does not allow it. */
  change(id: string, status: NewStatus): Promise<Changed | undefined> {
    return this.write(CHANGE, [id, status, COMES_FROM[status]]);
  }

  private async write(text: string, values: unknown[]): Promise<Changed | undefined> {
    const { rows } = await this.pool.query<Changed>(text, values);
    // After the commit: the relay publishes at once instead of at its next look.
    if (rows.length > 0) this.signal.wake();
    return rows[0];
  }
}
