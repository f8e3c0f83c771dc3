import type { ProjectedEvent } from './projected-record.js';

/** The state of a pair after an event, without the cause of the change. */
export type PairState = Pick<ProjectedEvent, 'account_id' | 'host_state' | 'occurred_at' | 'data'>;

/** How far a projection is with a pair, for a comparison with the owner's state. */
export interface PairHead {
  /** `<service_id>/<provider_id>` */
  key: string;
  version: number;
  /** True when the last record of the pair was a tombstone; null where the projection does not keep that. */
  tombstone: boolean | null;
  /** The state after the event of this version; null after a tombstone, or when the stored columns contradict each other. */
  state: PairState | null;
}
