import { ID_PATTERNS } from '../validation/is-id.js';
import { isUtcTime } from '../validation/is-utc-time.js';
import { CONFERENCING_UPDATED_TYPE } from '../topics.js';
import { CE_HEADERS, SEQUENCE_DIGITS } from './cloud-event-headers.js';
import type { KafkaRecordInput } from './kafka-record.js';
import type { MalformedReason } from './malformed-record.errors.js';

/** What the headers of a record on `conferencing.updated` say. */
export interface RecordAttributes {
  id: string;
  time: string;
  version: number;
  traceparent?: string;
}

const EVENT_ID = new RegExp(ID_PATTERNS.event);
const SEQUENCE = new RegExp(`^\\d{${SEQUENCE_DIGITS}}$`);
const JSON_TYPE = /^application\/json(?:\s*;.*)?$/i;
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Reads and checks the headers; a tombstone has no content, so it needs no headers that describe one. */
export function readAttributes(
  record: KafkaRecordInput,
  key: string | undefined,
  isTombstone: boolean,
  reasons: MalformedReason[],
): RecordAttributes {
  const headers = record.headers ?? {};
  const read = (name: string, isRight: (text: string) => boolean, expected: string, code?: 'unknown_type'): string => {
    const header = headers[name];
    const pointer = `header:${name}`;
    if (header === undefined || header === null || header.length === 0) {
      reasons.push({ code: 'missing_header', detail: `${name} is missing`, pointer });
      return '';
    }
    const text = typeof header === 'string' ? header : Buffer.isBuffer(header) ? header.toString('utf8') : undefined;
    if (text !== undefined && isRight(text)) return text;
    reasons.push({ code: code ?? 'odd_header', detail: `${name} must be ${expected}, once`, pointer });
    return '';
  };
  const isKey = (text: string) => key === undefined || text === key;

  read(CE_HEADERS.specVersion, (text) => text === '1.0', '1.0');
  const id = read(CE_HEADERS.id, (text) => EVENT_ID.test(text), 'evt_ and twelve characters');
  read(CE_HEADERS.source, () => true, 'a source');
  read(CE_HEADERS.type, (text) => text === CONFERENCING_UPDATED_TYPE, CONFERENCING_UPDATED_TYPE, 'unknown_type');
  const time = read(CE_HEADERS.time, isUtcTime, 'an RFC 3339 time in UTC');
  read(CE_HEADERS.subject, isKey, "the record's key");
  const sequence = read(CE_HEADERS.sequence, isSequence, `a version in ${SEQUENCE_DIGITS} digits`);
  read(CE_HEADERS.partitionKey, isKey, "the record's key");
  if (!isTombstone) {
    read(CE_HEADERS.dataSchema, () => true, 'a URI');
    read(CE_HEADERS.contentType, (text) => JSON_TYPE.test(text), 'application/json');
  }
  const traceparent = traceparentOf(record);
  return { id, time, version: Number(sequence), ...(traceparent !== undefined && { traceparent }) };
}

function isSequence(text: string): boolean {
  return SEQUENCE.test(text) && Number(text) > 0 && Number.isSafeInteger(Number(text));
}

/** The W3C trace context, where there is one; a broken one is as good as none. */
export function traceparentOf(record: KafkaRecordInput): string | undefined {
  const header = record.headers?.[CE_HEADERS.traceparent];
  if (typeof header !== 'string' && !Buffer.isBuffer(header)) return undefined;
  const text = header.toString();
  return TRACEPARENT.test(text) ? text : undefined;
}
