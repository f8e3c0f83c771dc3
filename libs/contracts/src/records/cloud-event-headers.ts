import { refuse } from '../validation/refuse.js';
import { CONFERENCING_SOURCE, CONFERENCING_UPDATED_DATASCHEMA, CONFERENCING_UPDATED_TYPE } from '../topics.js';

/** Names of the Kafka headers of a CloudEvent 1.0 in binary mode. */
export const CE_HEADERS = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  source: 'ce_source',
  type: 'ce_type',
  time: 'ce_time',
  subject: 'ce_subject',
  /** The version of the pair, zero-padded to 20 digits, so that it sorts as text. */
  sequence: 'ce_sequence',
  partitionKey: 'ce_partitionkey',
  dataSchema: 'ce_dataschema',
  contentType: 'content-type',
  traceparent: 'traceparent',
} as const;

export const SEQUENCE_DIGITS = 20;

export interface ConferencingUpdatedAttributes {
  /** The event's id: it stays the same when the record is sent again. */
  id: string;
  /** When it happened, RFC 3339 in UTC. */
  time: string;
  /** The record's key, `<service_id>/<provider_id>`. */
  key: string;
  version: number;
  /** W3C trace context of the request that caused the change. */
  traceparent?: string | null;
  /** Where the schema of the value can be fetched; a name of it, which need not be, when left out. */
  dataSchema?: string;
}

/**
 * The headers of an event or a tombstone on `conferencing.updated`. Not validated further, because this is the relay's
 * hot path.
 */
export function conferencingUpdatedHeaders(attributes: ConferencingUpdatedAttributes): Record<string, string> {
  if (typeof attributes?.key !== 'string' || typeof attributes.version !== 'number') {
    refuse('conferencingUpdatedHeaders', 'attributes', 'an object with id, time, key and version');
  }
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: attributes.id,
    ce_source: CONFERENCING_SOURCE,
    ce_type: CONFERENCING_UPDATED_TYPE,
    ce_time: attributes.time,
    ce_subject: attributes.key,
    ce_sequence: sequenceOf(attributes.version),
    ce_partitionkey: attributes.key,
    ce_dataschema: attributes.dataSchema ?? CONFERENCING_UPDATED_DATASCHEMA,
    'content-type': 'application/json',
  };
  if (attributes.traceparent) headers.traceparent = attributes.traceparent;
  return headers;
}

/** The version in the format of `ce_sequence`. */
function sequenceOf(version: number): string {
  return String(version).padStart(SEQUENCE_DIGITS, '0');
}
