import type { Precondition } from '../../domain/assignment.js';
import type { PairKey } from '../../domain/assignments.port.js';
import type { Provenance } from '../../domain/provenance.js';

/** Removes the host of the pair. */
export interface ClearHost {
  pair: PairKey;
  precondition: Precondition;
  provenance: Provenance;
}
