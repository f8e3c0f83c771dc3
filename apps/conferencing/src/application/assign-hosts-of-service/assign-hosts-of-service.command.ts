import type { BulkScope } from '../../domain/pair-batches.port.js';
import type { Provenance } from '../../domain/provenance.js';

/** Assigns to each covered provider the user to whom they are mapped in the connected account. */
export interface AssignHostsOfService extends BulkScope {
  /** Decide and report, but change nothing. */
  dryRun: boolean;
  provenance: Provenance;
}
