import { MAX_KEY_BYTES } from '../topics.js';
import { refuse, refuseNoPair, refuseNoRecord } from '../validation/refuse.js';
import type { KafkaRecordInput } from './kafka-record.js';
import type { MalformedReason } from './malformed-record.errors.js';
import { readText } from './read-text.js';

/** A service provider: the key of a record identifies it. */
export interface PairKey {
  service_id: string;
  provider_id: string;
}

const PAIR = /^(srv_\w{12})\/(prov_\w{12})$/;

/** `<service_id>/<provider_id>`: the key of a record, and its `ce_subject`. */
export function pairKey(pair: PairKey): string {
  refuseNoPair('pairKey', pair);
  return `${pair.service_id}/${pair.provider_id}`;
}

/** The pair in a key, or undefined. */
export function parsePairKey(key: string): PairKey | undefined {
  const match = PAIR.exec(key);
  return match ? { service_id: match[1]!, provider_id: match[2]! } : undefined;
}

/** The record's key as text, or undefined with a reason. */
export function readKey(record: KafkaRecordInput, reasons: MalformedReason[]): string | undefined {
  refuseNoRecord('readKey', record);
  if (!Array.isArray(reasons)) refuse('readKey', 'reasons', 'a list');
  const { key } = record;
  if (key === null || key === undefined || key.length === 0) {
    reasons.push({ code: 'missing_key', detail: 'a record needs a key', pointer: 'key' });
    return undefined;
  }
  return readText(key, MAX_KEY_BYTES, 'key', reasons);
}
