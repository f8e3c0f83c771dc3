import type { ConferencingUpdatedV1 } from '@conferencing/contracts';

/** An event with the bytes it came in: what the stream sends on is what the owner wrote. */
export interface ProjectedEvent {
  kind: 'event';
  event: ConferencingUpdatedV1;
  /** JSON in UTF-8, on one line. */
  value: Buffer;
}

/** The pair has left the catalog; `version` is that of its last event. */
export interface ProjectedTombstone {
  kind: 'tombstone';
  service_id: string;
  provider_id: string;
  version: number;
  /** RFC 3339, when the owner wrote it. */
  occurred_at: string;
}

/** One record of `conferencing.updated`, decoded. */
export type ProjectedRecord = ProjectedEvent | ProjectedTombstone;
