import { IsIn, IsOptional } from 'class-validator';
import { HOST_STATES, type HostState } from '../resource/host-state.js';
import { IsId } from '../validation/is-id.js';
import type { ConferencingView } from './get-conferencing.query.js';
import { type Page, PageRequest } from './page.request.js';

/** `conferencing.list`: the assigned pairs that meet every given condition. */
export class ListConferencing extends PageRequest {
  @IsOptional()
  @IsId('service')
  service_id?: string;

  @IsOptional()
  @IsId('provider')
  provider_id?: string;

  @IsOptional()
  @IsId('connectedAccount')
  connected_account_id?: string;

  @IsOptional()
  @IsId('externalUser')
  external_user_id?: string;

  @IsOptional()
  @IsIn(HOST_STATES)
  host_state?: HostState;
}

export type ConferencingList = Page<ConferencingView>;
