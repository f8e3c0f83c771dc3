import type { Precondition } from '../../domain/assignment.js';
import type { PairKey } from '../../domain/assignments.port.js';
import type { WantedHost } from '../../domain/host-resolution.js';
import type { Provenance } from '../../domain/provenance.js';

/** Assigns this user of this connected account as the host of the pair. */
export interface AssignHost {
  pair: PairKey;
  connectedAccountId: string;
  wanted: WantedHost;
  precondition: Precondition;
  provenance: Provenance;
}
