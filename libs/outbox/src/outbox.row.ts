/** One waiting event, as the relay reads it. */
export interface OutboxRow {
  /** The order of publishing within a key; drawn after the aggregate's row was locked. */
  readonly seq: number;
  /** The relay partition of the key. */
  readonly partition: number;
  /** The event's id: it stays the same when the record is sent again. */
  readonly id: string;
  readonly aggregatetype: string;
  /** The Kafka key. */
  readonly aggregateid: string;
  readonly type: string;
  readonly version: number;
  /** The Kafka value as it is sent; null is a tombstone. */
  readonly payload: string | null;
  readonly occurredAt: Date;
  /** W3C trace context of the request that caused the event. */
  readonly traceparent: string | null;
}
