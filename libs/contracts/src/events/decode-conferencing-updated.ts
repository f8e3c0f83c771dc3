import type { KafkaRecordInput } from '../records/kafka-record.js';
import { MalformedRecordError, type MalformedReason } from '../records/malformed-record.errors.js';
import { pairKey, type PairKey, parsePairKey, readKey } from '../records/pair-key.js';
import { readAttributes, type RecordAttributes } from '../records/read-attributes.js';
import { readJson, readShape } from '../records/read-value.js';
import { SCHEMAS } from '../schema/published.js';
import { tolerantCheck } from '../schema/shape-check.js';
import { TOPICS } from '../topics.js';
import { refuseNoRecord } from '../validation/refuse.js';
import type { ConferencingUpdatedV1 } from './conferencing-updated.events.js';
import { refuseInconsistentEvent } from './event-consistency.js';

interface Decoded extends RecordAttributes {
  key: PairKey;
}

/** One change of a pair. */
export interface DecodedUpdate extends Decoded {
  kind: 'updated';
  event: ConferencingUpdatedV1;
}

/** The pair left the catalog: only its last version is known. */
export interface DecodedTombstone extends Decoded {
  kind: 'tombstone';
}

export type DecodedConferencingUpdated = DecodedUpdate | DecodedTombstone;

const check = tolerantCheck<ConferencingUpdatedV1>(SCHEMAS.conferencingUpdated);

/**
 * Reads a record of `conferencing.updated`. Fields that this version does not know are left out of the event.
 * @throws MalformedRecordError with every reason; TypeError for what is no record
 */
export function decodeConferencingUpdated(record: KafkaRecordInput): DecodedConferencingUpdated {
  refuseNoRecord('decodeConferencingUpdated', record);
  const reasons: MalformedReason[] = [];
  const text = readKey(record, reasons);
  const key = text === undefined ? undefined : parsePairKey(text);
  if (text !== undefined && !key) {
    reasons.push({ code: 'odd_key', detail: 'must be <service_id>/<provider_id>', pointer: 'key' });
  }
  const isTombstone = record.value === null || record.value === undefined;
  const attributes = readAttributes(record, text, isTombstone, reasons);
  const event = isTombstone ? undefined : readEvent(record.value!, text, attributes, reasons);
  if (reasons.length > 0 || !key) throw new MalformedRecordError(TOPICS.conferencingUpdated, reasons);
  // V8 creates a literal with a spread several times as slowly.
  const { id, time, version, traceparent } = attributes;
  const decoded: DecodedConferencingUpdated = event
    ? { kind: 'updated', key, id, time, version, event }
    : { kind: 'tombstone', key, id, time, version };
  if (traceparent !== undefined) decoded.traceparent = traceparent;
  return decoded;
}

function readEvent(
  value: Buffer | string,
  key: string | undefined,
  attributes: RecordAttributes,
  reasons: MalformedReason[],
): ConferencingUpdatedV1 | undefined {
  const json = readJson(value, reasons);
  const event = json && readShape(json, check, reasons);
  if (!event) return undefined;
  if (key !== undefined && pairKey(event) !== key) {
    reasons.push({ code: 'key_mismatch', detail: "must be the value's service and provider", pointer: 'key' });
  }
  // Empty and zero stand for headers that were refused already.
  if (attributes.id && attributes.id !== event.id) {
    reasons.push({ code: 'odd_header', detail: "ce_id must be the value's id", pointer: 'header:ce_id' });
  }
  if (attributes.version && attributes.version !== event.version) {
    const detail = "ce_sequence must be the value's version";
    reasons.push({ code: 'odd_header', detail, pointer: 'header:ce_sequence' });
  }
  refuseInconsistentEvent(event, reasons);
  return event;
}
