import type { KafkaRecord } from '@conferencing/messaging';
import type { OutboxRow, ShownHead } from '../src/index.js';

export const VERSION_HEADER = 'ce_sequence';

/** Headers like those of an application: as many as CloudEvents in binary mode. */
export function relayHeaders(row: OutboxRow): Record<string, string> {
  return {
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_source: '/pairs',
    ce_type: 'pair.updated.v1',
    ce_time: row.occurredAt.toISOString(),
    ce_subject: row.aggregateid,
    [VERSION_HEADER]: String(row.version).padStart(20, '0'),
    ce_partitionkey: row.aggregateid,
    ce_dataschema: '/schemas/pair.updated.v1',
    'content-type': 'application/json',
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  };
}

/** The content of such a record. */
export function readPair({ key, value, headers }: KafkaRecord): ShownHead | null {
  const version = Number(headers[VERSION_HEADER]);
  if (key === null || !(version > 0)) return null;
  return { key: String(key), version, id: String(headers.ce_id), payload: value === null ? null : String(value) };
}
