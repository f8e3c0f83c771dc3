import { ID_PATTERNS } from '../validation/id-patterns.js';
import { isUtcTime } from '../validation/utc-time.js';
import { CONFERENCING_UPDATED_TYPE } from '../topics.js';
import { CE_HEADERS, SEQUENCE_DIGITS } from './cloud-event-headers.js';
import type { HeaderInput, KafkaRecordInput } from './kafka-record.js';
import type { MalformedReason } from './malformed-record.errors.js';

/** The content of the headers of a record on `conferencing.updated`. */
export interface RecordAttributes {
  id: string;
  time: string;
  version: number;
  traceparent?: string;
}

/** The rule for one header. */
interface Rule {
  name: string;
  expected: string;
  isRight: (text: string, key: string | undefined) => boolean;
  code?: 'unknown_type';
}

const EVENT_ID = new RegExp(ID_PATTERNS.event);
const SEQUENCE = new RegExp(`^\\d{${SEQUENCE_DIGITS}}$`);
const JSON_TYPE = /^application\/json(?:\s*;.*)?$/i;
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

const any = () => true;
const isKey = (text: string, key: string | undefined) => key === undefined || text === key;

const RULES = {
  specVersion: { name: CE_HEADERS.specVersion, expected: '1.0', isRight: (text) => text === '1.0' },
  id: { name: CE_HEADERS.id, expected: 'evt_ and twelve characters', isRight: (text) => EVENT_ID.test(text) },
  source: { name: CE_HEADERS.source, expected: 'a source', isRight: any },
  type: {
    name: CE_HEADERS.type,
    expected: CONFERENCING_UPDATED_TYPE,
    isRight: (text) => text === CONFERENCING_UPDATED_TYPE,
    code: 'unknown_type',
  },
  time: { name: CE_HEADERS.time, expected: 'an RFC 3339 time in UTC', isRight: isUtcTime },
  subject: { name: CE_HEADERS.subject, expected: "the record's key", isRight: isKey },
  sequence: { name: CE_HEADERS.sequence, expected: `a version in ${SEQUENCE_DIGITS} digits`, isRight: isSequence },
  partitionKey: { name: CE_HEADERS.partitionKey, expected: "the record's key", isRight: isKey },
  dataSchema: { name: CE_HEADERS.dataSchema, expected: 'a URI', isRight: any },
  contentType: {
    name: CE_HEADERS.contentType,
    expected: 'application/json',
    isRight: (text) => JSON_TYPE.test(text),
  },
} as const satisfies Record<string, Rule>;

/** Reads and checks the headers; a tombstone has no content, so it needs no headers about content. */
export function readAttributes(
  record: KafkaRecordInput,
  key: string | undefined,
  isTombstone: boolean,
  reasons: MalformedReason[],
): RecordAttributes {
  const headers = record.headers ?? {};
  read(headers, RULES.specVersion, key, reasons);
  const id = read(headers, RULES.id, key, reasons);
  read(headers, RULES.source, key, reasons);
  read(headers, RULES.type, key, reasons);
  const time = read(headers, RULES.time, key, reasons);
  read(headers, RULES.subject, key, reasons);
  const version = Number(read(headers, RULES.sequence, key, reasons));
  read(headers, RULES.partitionKey, key, reasons);
  if (!isTombstone) {
    read(headers, RULES.dataSchema, key, reasons);
    read(headers, RULES.contentType, key, reasons);
  }
  // Reads the given headers, because a client may build them again on each access.
  const traceparent = traceparentOf(headers);
  return traceparent === undefined ? { id, time, version } : { id, time, version, traceparent };
}

/** The header as text, or an empty text and a reason. */
function read(
  headers: NonNullable<KafkaRecordInput['headers']>,
  rule: Rule,
  key: string | undefined,
  reasons: MalformedReason[],
): string {
  const { name, expected, code } = rule;
  const header = headers[name];
  if (header === undefined || header === null || header.length === 0) {
    reasons.push({ code: 'missing_header', detail: `${name} is missing`, pointer: `header:${name}` });
    return '';
  }
  const text = textOf(header);
  if (text !== undefined && rule.isRight(text, key)) return text;
  const detail = text === undefined ? `${name} must be there once` : `${name} must be ${expected}`;
  reasons.push({ code: code ?? 'odd_header', detail, pointer: `header:${name}` });
  return '';
}

/** Undefined if the header was sent more than once. */
function textOf(header: HeaderInput): string | undefined {
  if (typeof header === 'string') return header;
  // All of these headers are ASCII; latin1 decodes them several times faster than utf8.
  return Buffer.isBuffer(header) ? header.toString('latin1') : undefined;
}

function isSequence(text: string): boolean {
  return SEQUENCE.test(text) && Number(text) > 0 && Number.isSafeInteger(Number(text));
}

/** The W3C trace context, if there is one; an invalid one counts as absent. */
export function traceparentOf(headers: KafkaRecordInput['headers']): string | undefined {
  const text = textOf(headers?.[CE_HEADERS.traceparent]);
  return text !== undefined && TRACEPARENT.test(text) ? text : undefined;
}
