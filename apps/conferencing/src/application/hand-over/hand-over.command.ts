import type { Host } from '../../domain/assignment.js';
import type { WantedHost } from '../../domain/host-resolution.js';
import type { Provenance } from '../../domain/provenance.js';

/** Moves everything that one user hosts to another user. */
export interface HandOver {
  accountId: string;
  from: Host;
  to: { connectedAccountId: string; wanted: WantedHost };
  /** Only pairs of these services; null: all pairs. */
  serviceIds: readonly string[] | null;
  /** Decide and report, but change nothing. */
  dryRun: boolean;
  provenance: Provenance;
}
