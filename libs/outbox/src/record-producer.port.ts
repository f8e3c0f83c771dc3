/** One Kafka record to send. */
export interface OutgoingRecord {
  key: string | null;
  value: string | Buffer | null;
  headers?: Record<string, string>;
}

/**
 * One producer. The relay keeps one `send` in flight on each and calls `connect` before the first one and after each
 * failure. A `send` resolves when all in-sync replicas have every record. It settles within its timeout, and after a
 * rejection no more of it is written, because a later write could arrive after the lease expired.
 */
export interface RecordProducer {
  connect(): Promise<void>;
  send(topic: string, records: OutgoingRecord[]): Promise<unknown>;
  close(): Promise<void>;
}
