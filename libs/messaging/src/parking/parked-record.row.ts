import type { KafkaRecord } from '../kafka/kafka.port.js';
import { headerTexts, restoreHeaders } from './stored-headers.js';
import type { StoredHeaders } from './stored-headers.js';

/**
 * - `parked`: it failed, and is not retried automatically.
 * - `waiting`: an earlier record of its key is parked.
 * - `deferred`: it needs rows that others have locked; the consumer retries it within a second.
 * - `retry_requested`: the consumer retries it within a second.
 * - `retrying`: it is being retried.
 */
export type ParkedState = 'parked' | 'waiting' | 'deferred' | 'retry_requested' | 'retrying';

export interface ParkedRow {
  id: string | number;
  consumer: string;
  topic: string;
  partition: number;
  offset: string | number;
  /** Only set for an unreadable range. */
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

/**
 * Columns of a {@link ParkedRow}: 64-bit numbers are selected as text, because a pool may return inexact JavaScript
 * numbers.
 */
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
