import { type DecodedConferencingUpdated, decodeConferencingUpdated } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';
import type { ProjectedRecord } from '../../projections/projected-record.js';

const LINE_BREAK = /[\r\n]/;

/**
 * Decodes a record for the projections.
 *
 * @throws MalformedRecordError with every reason that was found
 */
export function toProjectedRecord(record: KafkaRecord): ProjectedRecord {
  const decoded: DecodedConferencingUpdated = decodeConferencingUpdated(record);
  if (decoded.kind === 'tombstone') {
    return { kind: 'tombstone', ...decoded.key, version: decoded.version, occurred_at: decoded.time };
  }
  return { kind: 'event', event: decoded.event, json: onOneLine((record.value as Buffer).toString()) };
}

/** A line break would end the field of a server-sent event; JSON has them only between its tokens. */
function onOneLine(json: string): string {
  return LINE_BREAK.test(json) ? JSON.stringify(JSON.parse(json)) : json;
}
