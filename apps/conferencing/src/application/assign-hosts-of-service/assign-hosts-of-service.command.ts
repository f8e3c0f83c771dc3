import type { Provenance } from '../../domain/provenance.js';

/** Let every provider of the service be hosted by the user whom he is mapped to in the connected account. */
export interface AssignHostsOfService {
  accountId: string;
  serviceId: string;
  connectedAccountId: string;
  /** Decide and tell, but change nothing. */
  dryRun: boolean;
  provenance: Provenance;
}
