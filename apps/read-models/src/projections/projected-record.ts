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
  change: ConferencingUpdatedV1['change'];
  actor: string;
  /** Null for a change that came alone. */
  batch_id: string | null;
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
  return {
    kind: 'event',
    account_id: event.account_id,
    service_id: event.service_id,
    provider_id: event.provider_id,
    version: event.version,
    occurred_at: event.occurred_at,
    host_state: event.host_state,
    change: event.change,
    actor: event.actor,
    batch_id: event.batch_id ?? null,
    data: event.data,
    value,
  };
}
