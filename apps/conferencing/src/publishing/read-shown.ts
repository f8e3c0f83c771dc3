import { decodeConferencingUpdated, MalformedRecordError } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';
import type { ShownHead } from '@conferencing/outbox';

/** What a record of `conferencing.updated` shows; null for a record that no consumer would apply. */
export function readShown(record: KafkaRecord): ShownHead | null {
  try {
    const { id, version } = decodeConferencingUpdated(record);
    const { key, value } = record;
    return { key: String(key), version, id, payload: value === null ? null : String(value) };
  } catch (error) {
    if (error instanceof MalformedRecordError) return null;
    throw error;
  }
}
