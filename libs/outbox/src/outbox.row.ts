/** One event that waits to be published, as the relay reads it. */
export interface OutboxRow {
  /** Order of publishing within a key; drawn after the aggregate's row was locked. */
  readonly seq: number;
  /** Which relay partition the key belongs to. */
  readonly partition: number;
  /** The event's id: the same on every resend. */
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
