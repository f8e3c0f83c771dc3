import type { Precondition } from '../../domain/assignment.js';
import type { PairKey } from '../../domain/assignments.port.js';
import type { Provenance } from '../../domain/provenance.js';

/** Let nobody host the meetings of the pair from now on. */
export interface ClearHost {
  pair: PairKey;
  precondition: Precondition;
  provenance: Provenance;
}
