import { CE_HEADERS, SEQUENCE_DIGITS } from '../records/cloud-event-headers.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { CONFERENCING_SOURCE, CONFERENCING_UPDATED_DATASCHEMA, CONFERENCING_UPDATED_TYPE } from '../topics.js';
import { ID_PATTERNS } from '../validation/id-patterns.js';
import { UTC_TIME_PATTERN } from '../validation/utc-time.js';

/** The format of the key of a pair's record. */
export const PAIR_KEY_SCHEMA: JsonSchema = { type: 'string', pattern: '^srv_\\w{12}/prov_\\w{12}$' };

/** The headers of every record on `conferencing.updated`: CloudEvents 1.0 in Kafka's binary mode. */
export const HEADER_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    [CE_HEADERS.specVersion]: { type: 'string', const: '1.0' },
    [CE_HEADERS.id]: {
      type: 'string',
      pattern: ID_PATTERNS.event,
      description: 'Stays the same when the record is sent again.',
    },
    [CE_HEADERS.source]: { type: 'string', const: CONFERENCING_SOURCE },
    [CE_HEADERS.type]: { type: 'string', const: CONFERENCING_UPDATED_TYPE },
    [CE_HEADERS.time]: { type: 'string', format: 'date-time', pattern: UTC_TIME_PATTERN },
    [CE_HEADERS.subject]: { ...PAIR_KEY_SCHEMA, description: "The record's key." },
    [CE_HEADERS.sequence]: {
      type: 'string',
      pattern: `^\\d{${SEQUENCE_DIGITS}}$`,
      description: 'The version, zero-padded.',
    },
    [CE_HEADERS.partitionKey]: { ...PAIR_KEY_SCHEMA, description: "The record's key." },
    [CE_HEADERS.dataSchema]: {
      type: 'string',
      format: 'uri',
      description: `${CONFERENCING_UPDATED_DATASCHEMA}, or the URL of the schema.`,
    },
    [CE_HEADERS.contentType]: { type: 'string', const: 'application/json' },
    [CE_HEADERS.traceparent]: { type: 'string', description: 'W3C trace context of what caused the change.' },
  },
  required: Object.values(CE_HEADERS).filter((name) => name !== CE_HEADERS.traceparent),
};
