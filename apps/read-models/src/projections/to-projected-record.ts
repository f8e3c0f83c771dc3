import { type DecodedConferencingUpdated, decodeConferencingUpdated } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';
import { projectedEvent, type ProjectedRecord } from './projected-record.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/**
 * Decodes a record for the projections.
 *
 * @throws MalformedRecordError with every reason
 */
export function toProjectedRecord(record: KafkaRecord): ProjectedRecord {
  const decoded: DecodedConferencingUpdated = decodeConferencingUpdated(record);
  if (decoded.kind === 'tombstone') {
    return { kind: 'tombstone', ...decoded.key, version: decoded.version, occurred_at: decoded.time };
  }
  return projectedEvent(decoded.event, onOneLine(record.value as Buffer));
}

/**
 * A line break would end the field of a server-sent event; in JSON it occurs only between tokens, where a space means
 * the same. The JSON is not parsed, so its depth needs no stack.
 */
function onOneLine(json: Buffer): Buffer {
  if (!json.includes(LINE_FEED) && !json.includes(CARRIAGE_RETURN)) return json;
  return json.map((byte) => (byte === LINE_FEED || byte === CARRIAGE_RETURN ? SPACE : byte)) as Buffer;
}
