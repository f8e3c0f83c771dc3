import { conferencingUpdatedHeaders, type ConferencingUpdatedAttributes } from '../records/cloud-event-headers.js';
import type { KafkaRecord } from '../records/kafka-record.js';
import { MalformedRecordError, type MalformedReason } from '../records/malformed-record.errors.js';
import { pairKey, type PairKey } from '../records/pair-key.js';
import { closed } from '../schema/json-schema.js';
import { SCHEMAS } from '../schema/published.js';
import { strictCheck } from '../schema/shape-check.js';
import { TOPICS } from '../topics.js';
import type { ConferencingUpdatedV1 } from './conferencing-updated.events.js';
import { isObject, refuse, refuseNoPair } from '../validation/refuse.js';
import { refuseInconsistentEvent } from './event-consistency.js';

const check = strictCheck<ConferencingUpdatedV1>(closed(SCHEMAS.conferencingUpdated));

/**
 * Makes the record of one change. Stricter than decoding: fields and values that are not in the contract are refused.
 * @throws MalformedRecordError with every reason that was found.
 */
export function encodeConferencingUpdated(
  event: ConferencingUpdatedV1,
  options: Pick<ConferencingUpdatedAttributes, 'traceparent'> = {},
): KafkaRecord {
  const reasons: MalformedReason[] = [];
  if (check(event, reasons)) refuseInconsistentEvent(event, reasons);
  if (reasons.length > 0) throw new MalformedRecordError(TOPICS.conferencingUpdated, reasons);
  const key = pairKey(event);
  const { id, version, occurred_at: time } = event;
  return {
    key,
    value: JSON.stringify(event),
    headers: conferencingUpdatedHeaders({ id, version, time, key, ...options }),
  };
}

/** Makes the record for a pair that left the catalog; `version` is the pair's last version. */
export function encodeConferencingTombstone(
  pair: PairKey,
  attributes: Omit<ConferencingUpdatedAttributes, 'key'>,
): KafkaRecord {
  refuseNoPair('encodeConferencingTombstone', pair);
  if (!isObject(attributes)) refuse('encodeConferencingTombstone', 'attributes', 'an object with id, time and version');
  const key = pairKey(pair);
  return { key, value: null, headers: conferencingUpdatedHeaders({ ...attributes, key }) };
}
