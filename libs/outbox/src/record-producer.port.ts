/** One Kafka record on its way out. */
export interface OutgoingRecord {
  key: string | null;
  value: string | Buffer | null;
  headers?: Record<string, string>;
}

/**
 * One producer. The relay keeps one `send` in flight on each and calls `connect` before the first one and after each
 * failure. A `send` resolves when all in-sync replicas have every record; it settles within its timeout, and after a
 * rejection nothing of it is written any more: what is written later could land after the lease.
 */
export interface RecordProducer {
  connect(): Promise<void>;
  send(topic: string, records: OutgoingRecord[]): Promise<unknown>;
  close(): Promise<void>;
}
