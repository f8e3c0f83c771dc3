import type { ProjectedEvent } from './projected-record.js';

/** What an event says of its pair, beside how it came to it. */
export type PairState = Pick<ProjectedEvent, 'account_id' | 'host_state' | 'occurred_at' | 'data'>;

/** How far a projection is with a pair, for a comparison with the owner's state. */
export interface PairHead {
  /** `<service_id>/<provider_id>` */
  key: string;
  version: number;
  /** The pair has left the catalog and nothing is shown of it; null where that is not kept. */
  tombstone: boolean | null;
  /** What the event of this version said; null when what is kept contradicts itself, or of a tombstone. */
  state: PairState | null;
}
