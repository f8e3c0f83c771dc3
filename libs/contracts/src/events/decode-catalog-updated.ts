import type { KafkaRecord, KafkaRecordInput } from '../records/kafka-record.js';
import { MalformedRecordError, type MalformedReason } from '../records/malformed-record.errors.js';
import { pairKey, readKey } from '../records/pair-key.js';
import { traceparentOf } from '../records/read-attributes.js';
import { readJson, readShape } from '../records/read-value.js';
import { SCHEMAS } from '../schema/published.js';
import { type ShapeCheck, tolerantCheck } from '../schema/shape-check.js';
import { isObject, refuse, refuseNoRecord } from '../validation/refuse.js';
import { TOPICS } from '../topics.js';
import { CATALOG_DEFINITIONS, type CatalogUpdatedType } from './catalog-types.js';
import type { CatalogUpdated } from './catalog-updated.events.js';

export interface DecodedCatalogUpdated {
  kind: 'updated';
  /** The record's key, for which versions are counted. */
  key: string;
  version: number;
  event: CatalogUpdated;
  traceparent?: string;
}

const checks = new Map(
  Object.entries(CATALOG_DEFINITIONS).map(([type, name]): [string, ShapeCheck<CatalogUpdated>] => [
    type,
    tolerantCheck<CatalogUpdated>(SCHEMAS.catalogUpdated, `/definitions/${name}`),
  ]),
);

/** The required key of a catalog record: the bare id, or `<service_id>/<provider_id>`. */
function catalogKey({ data }: CatalogUpdated): string {
  return 'id' in data ? data.id : pairKey(data);
}

/**
 * Reads a record of `catalog.updated`. Unknown fields are left out.
 * @throws MalformedRecordError with every reason, for example a null value; TypeError for what is no record
 */
export function decodeCatalogUpdated(record: KafkaRecordInput): DecodedCatalogUpdated {
  refuseNoRecord('decodeCatalogUpdated', record);
  const reasons: MalformedReason[] = [];
  const key = readKey(record, reasons);
  const event = readEvent(record, reasons);
  if (event && key !== undefined && catalogKey(event) !== key) {
    reasons.push({ code: 'key_mismatch', detail: "must be what the value's data names", pointer: 'key' });
  }
  if (reasons.length > 0 || !event || key === undefined) throw new MalformedRecordError(TOPICS.catalogUpdated, reasons);
  const traceparent = traceparentOf(record.headers);
  return { kind: 'updated', key, version: event.version, event, ...(traceparent !== undefined && { traceparent }) };
}

function readEvent({ value }: KafkaRecordInput, reasons: MalformedReason[]): CatalogUpdated | undefined {
  if (value === null || value === undefined) {
    reasons.push({ code: 'null_value', detail: 'the catalog has no tombstones', pointer: 'value' });
    return undefined;
  }
  const json = readJson(value, reasons);
  if (!json) return undefined;
  const check = checks.get(typeOf(json.value) as CatalogUpdatedType);
  if (check) return readShape(json, check, reasons);
  const detail = `must be one of ${[...checks.keys()].join(', ')}`;
  reasons.push({ code: 'unknown_type', detail, pointer: '/type' });
  return undefined;
}

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
}

/** Makes the record of a catalog change, as its owner would send it. */
export function encodeCatalogUpdated(event: CatalogUpdated): KafkaRecord {
  if (!isObject(event?.data)) refuse('encodeCatalogUpdated', 'event', 'an event of the catalog with data');
  return { key: catalogKey(event), value: JSON.stringify(event), headers: { 'content-type': 'application/json' } };
}
