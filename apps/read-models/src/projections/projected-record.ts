import type { ConferencingUpdatedV1 } from '@conferencing/contracts';

export interface PairVersion {
  service_id: string;
  provider_id: string;
  version: number;
  /** RFC 3339, when the owner wrote it. */
  occurred_at: string;
}

/**
 * An event with the bytes it came in: what the stream sends on is what the owner wrote. Of its fields those that some
 * projection asks for; thousands are held at once, and what is left out costs nothing to keep.
 */
export interface ProjectedEvent extends PairVersion {
  kind: 'event';
  account_id: string;
  host_state: ConferencingUpdatedV1['host_state'];
  data: ConferencingUpdatedV1['data'];
  /** JSON in UTF-8, on one line. */
  value: Buffer;
}

/** The pair has left the catalog; `version` is that of its last event. */
export interface ProjectedTombstone extends PairVersion {
  kind: 'tombstone';
}

/** One record of `conferencing.updated`, decoded. */
export type ProjectedRecord = ProjectedEvent | ProjectedTombstone;

/** What the projections need of an event; `value` is its JSON. */
export function projectedEvent(event: ConferencingUpdatedV1, value: Buffer): ProjectedEvent {
  const { account_id, service_id, provider_id, version, occurred_at, host_state, data } = event;
  return { kind: 'event', account_id, service_id, provider_id, version, occurred_at, host_state, data, value };
}
