import type { BulkScope } from '../../domain/pair-batches.port.js';
import type { Provenance } from '../../domain/provenance.js';

/** Let every provider in question be hosted by the user whom they are mapped to in the connected account. */
export interface AssignHostsOfService extends BulkScope {
  /** Decide and tell, but change nothing. */
  dryRun: boolean;
  provenance: Provenance;
}
