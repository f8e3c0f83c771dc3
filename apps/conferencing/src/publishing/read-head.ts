import { decodeConferencingUpdated, MalformedRecordError } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';
import { fingerprint, type HeadState } from '@conferencing/outbox';

/** What a record of `conferencing.updated` says; null for one that no consumer would apply. */
export function readHead(record: KafkaRecord): HeadState | null {
  try {
    const decoded = decodeConferencingUpdated(record);
    if (decoded.kind === 'tombstone') return { version: decoded.version, tombstone: true, fingerprint: null };
    const { account_id, host_state, occurred_at, data } = decoded.event;
    // As `TopicHeads` makes it of what the database has.
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
