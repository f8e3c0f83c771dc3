import type { KafkaRecord } from '../kafka/kafka.port.js';

/**
 * - `parked`: it failed, and so does not go on by itself.
 * - `waiting`: an earlier record of its key is parked.
 * - `retry_requested`: the consumer tries it again within a second.
 * - `retrying`: it is being tried.
 */
export type ParkedState = 'parked' | 'waiting' | 'retry_requested' | 'retrying';

export interface ParkedRow {
  id: string | number;
  consumer: string;
  topic: string;
  partition: number;
  offset: string | number;
  key: Buffer | null;
  key_hash: Buffer | null;
  value: Buffer | null;
  headers: StoredHeaders;
  timestamp: Date;
  state: ParkedState;
  reasons: string[];
  attempts: number;
  first_failed_at: Date;
  last_failed_at: Date;
}

/** jsonb holds no NUL characters: a text that has one is kept as its bytes. */
export type StoredHeader = string | { base64: string };
/** A list where the name stood there more than once. */
export type StoredHeaders = Record<string, StoredHeader | StoredHeader[]>;

export function storeHeaders(headers: KafkaRecord['headers']): StoredHeaders {
  const entries = Object.entries(headers).map(([name, value = '']) => [
    name.replaceAll('\0', '\uFFFD'),
    typeof value === 'string' ? storeHeader(value) : value.map(storeHeader),
  ]);
  return Object.fromEntries(entries) as StoredHeaders;
}

function storeHeader(value: string): StoredHeader {
  return value.includes('\0') ? { base64: Buffer.from(value).toString('base64') } : value;
}

function restoreHeader(stored: StoredHeader): string {
  return typeof stored === 'string' ? stored : Buffer.from(stored.base64, 'base64').toString('utf8');
}

/** The record as it was consumed. */
export function toRecord(row: ParkedRow): KafkaRecord {
  const headers = Object.entries(row.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(restoreHeader) : restoreHeader(value),
  ]);
  return {
    topic: row.topic,
    partition: row.partition,
    offset: BigInt(row.offset),
    timestamp: row.timestamp,
    key: row.key,
    value: row.value,
    headers: Object.fromEntries(headers) as KafkaRecord['headers'],
  };
}
