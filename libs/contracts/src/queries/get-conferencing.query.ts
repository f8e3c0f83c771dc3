import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { HostState } from '../resource/host-state.js';
import type { ServiceProviderConferencing } from '../resource/service-provider-conferencing.js';
import { AsNumber } from '../validation/as-number.js';
import { IsId } from '../validation/is-id.js';
import { IsVersion } from '../validation/is-version.js';
import { MAX_WAIT_MS } from './limits.js';

/** `conferencing.get`: the conferencing of one pair; 404 if it has no host. */
export class GetConferencing {
  @IsId('service')
  service_id: string;

  @IsId('provider')
  provider_id: string;

  /** Answer only with this version or a later one; 409 `not_yet_visible` if it is not visible within `wait_ms`. */
  @IsOptional()
  @AsNumber()
  @IsVersion()
  min_version?: number;

  /** How long to wait for `min_version`, in milliseconds. */
  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(0)
  @Max(MAX_WAIT_MS)
  wait_ms?: number;
}

export interface ConferencingView {
  data: ServiceProviderConferencing;
  version: number;
  host_state: HostState;
  /** When the owner decided it: the event's `occurred_at`. */
  updated_at: string;
}
