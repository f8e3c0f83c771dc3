import { IsOptional } from 'class-validator';
import type { ExternalUser } from '../resource/external-user.js';
import type { HostState } from '../resource/host-state.js';
import { IsId } from '../validation/is-id.js';
import { type Page, PageRequest } from './page.request.js';

/** `conferencing.hosts`: who hosts what; with `external_user_id` only that host, 404 if they host nothing. */
export class ListHosts extends PageRequest {
  @IsOptional()
  @IsId('externalUser')
  external_user_id?: string;
}

/** The number of pairs in each state; states without pairs are 0. */
export type HostStateCounts = Record<HostState, number>;

export interface Host {
  object: 'host';
  external_user_id: string;
  connected_account_id: string;
  external_user: ExternalUser;
  /** The numbers of service providers, services and providers of the host. */
  service_provider_count: number;
  service_count: number;
  provider_count: number;
  by_host_state: HostStateCounts;
}

/** A host with the identifiers of what they host, in ascending order. */
export interface HostDetail extends Host {
  services: string[];
  providers: string[];
}

export type HostList = Page<Host>;

export interface HostView {
  data: HostDetail;
}
