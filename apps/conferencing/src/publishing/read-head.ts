import { decodeConferencingUpdated, MalformedRecordError } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';
import { fingerprint, type HeadState } from '@conferencing/outbox';

/** The head that a record of `conferencing.updated` shows; null for a record that no consumer would apply. */
export function readHead(record: KafkaRecord): HeadState | null {
  try {
    const decoded = decodeConferencingUpdated(record);
    if (decoded.kind === 'tombstone') return { version: decoded.version, tombstone: true, fingerprint: null };
    const { account_id, host_state, occurred_at, data } = decoded.event;
    // In the form that `TopicHeads` builds from the database.
    return {
      version: decoded.version,
      tombstone: false,
      fingerprint: fingerprint(account_id, host_state, occurred_at, data),
    };
  } catch (error) {
    if (error instanceof MalformedRecordError) return null;
    throw error;
  }
}
