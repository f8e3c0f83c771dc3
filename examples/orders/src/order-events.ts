import { type KafkaRecord, MalformedRecordError, type TopicDefinition } from '@conferencing/messaging';
import { CloudEvents, type EventTable } from '@conferencing/outbox';
import { z } from 'zod';

/** Compacted: the last event of each order stays. */
export const TOPIC: TopicDefinition = {
  name: 'orders.changed',
  partitions: 6,
  config: { 'cleanup.policy': 'compact' },
};

/** How a row of `orders` becomes an event. NULL is a tombstone: the order is deleted for every reader of the topic. */
export const ORDER_EVENTS: EventTable = {
  table: 'orders',
  key: 'id',
  version: 'version',
  eventId: 'event_id',
  occurredAt: 'changed_at',
  aggregateType: 'order',
  eventType: 'order.changed.v1',
  payload: `CASE WHEN status <> 'deleted' THEN jsonb_build_object(
    'id', id, 'customer', customer, 'cents', cents, 'status', status, 'version', version)::text END`,
};

export const HEADERS = new CloudEvents('/orders');

const Order = z.object({
  id: z.string(),
  customer: z.string(),
  cents: z.int().nonnegative(),
  // A later version may add a status: readers accept what they do not know.
  status: z.string(),
  version: z.int().positive(),
});
export type Order = z.infer<typeof Order>;

/** @throws MalformedRecordError with every reason; such a record is parked, and others go on */
export function decodeOrder({ key, value }: KafkaRecord): Order | { deleted: string } {
  if (value === null) return { deleted: String(key) };
  const read = Order.safeParse(jsonOf(value));
  if (read.success && read.data.id === String(key)) return read.data;
  const faults = read.success
    ? ['id is not the key']
    : read.error.issues.map(({ path }) => `${path.join('.') || 'the value'} is wrong`);
  throw new MalformedRecordError(
    TOPIC.name,
    faults.map((detail) => ({ code: 'schema_mismatch', detail })),
  );
}

function jsonOf(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString());
  } catch {
    return undefined;
  }
}
