import type { KafkaRecord } from '../kafka/kafka.port.js';
import { headerTexts, restoreHeaders } from './stored-headers.js';
import type { StoredHeaders } from './stored-headers.js';

/**
 * - `parked`: it failed, and so does not go on by itself.
 * - `waiting`: an earlier record of its key is parked.
 * - `deferred`: what it needs is locked by others; the consumer tries it again within a second.
 * - `retry_requested`: the consumer tries it again within a second.
 * - `retrying`: it is being tried.
 */
export type ParkedState = 'parked' | 'waiting' | 'deferred' | 'retry_requested' | 'retrying';

export interface ParkedRow {
  id: string | number;
  consumer: string;
  topic: string;
  partition: number;
  offset: string | number;
  /** Null but for a range that can't be read. */
  last_offset: string | number | null;
  key: Buffer | null;
  key_hash: Buffer | null;
  value: Buffer | null;
  headers: StoredHeaders;
  /** Decimal. */
  timestamp_ms: string;
  state: ParkedState;
  reasons: string[];
  attempts: number;
  first_failed_at: Date;
  last_failed_at: Date;
}

/** Of a {@link ParkedRow}, for SELECT: numbers of 64 bits may come from a pool as JavaScript's, which are not exact. */
export const PARKED_COLUMNS = `
  id, consumer, topic, partition, "offset", last_offset, key, key_hash, value, headers, timestamp_ms::text, state,
  reasons, attempts, first_failed_at, last_failed_at`;

/** The record as it was consumed. */
export function toRecord(row: ParkedRow): KafkaRecord {
  const rawHeaders = restoreHeaders(row.headers);
  const timestampMs = BigInt(row.timestamp_ms);
  return {
    topic: row.topic,
    partition: row.partition,
    offset: BigInt(row.offset),
    timestamp: new Date(Number(timestampMs)),
    timestampMs,
    key: row.key,
    value: row.value,
    headers: headerTexts(rawHeaders),
    rawHeaders,
  };
}
