import { IsId } from '../validation/is-id.js';
import type { HostStateCounts } from './list-hosts.query.js';

/** `conferencing.impact`: what depends on a connected account. */
export class GetImpact {
  @IsId('connectedAccount')
  connected_account_id: string;
}

export interface Impact {
  by_host_state: HostStateCounts;
  /** Identifiers of the affected services and providers, in ascending order. */
  services: string[];
  providers: string[];
}

export interface ImpactView {
  data: Impact;
}
