import type { Change } from '../events/changes.js';
import type { HostState } from '../resource/host-state.js';
import type { ServiceProviderConferencing } from '../resource/service-provider-conferencing.js';
import { IsId } from '../validation/is-id.js';
import { type Page, type PageMeta, PageRequest } from './page.request.js';

/** `conferencing.history`: every change of one pair, newest first. */
export class GetHistory extends PageRequest {
  @IsId('service')
  service_id: string;

  @IsId('provider')
  provider_id: string;
}

export interface HistoryEntry {
  version: number;
  change: Change;
  reason: string | null;
  actor: string;
  /** The same for all changes of one request, sync, webhook or catalog record; null for a single change. */
  batch_id: string | null;
  host_state: HostState;
  occurred_at: string;
  from: ServiceProviderConferencing | null;
  to: ServiceProviderConferencing | null;
}

export interface HistoryMeta extends PageMeta {
  /** The version from which on no change is missing; null if the pair is unknown. */
  complete_from_version: number | null;
}

export type History = Page<HistoryEntry, HistoryMeta>;
