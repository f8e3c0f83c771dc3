import type { Precondition } from '../../domain/assignment.js';
import type { PairKey } from '../../domain/assignments.port.js';
import type { WantedHost } from '../../domain/host-resolution.js';
import type { Provenance } from '../../domain/provenance.js';

/** Let this user of this connected account host the meetings of the pair from now on. */
export interface AssignHost {
  pair: PairKey;
  connectedAccountId: string;
  wanted: WantedHost;
  precondition: Precondition;
  provenance: Provenance;
}
