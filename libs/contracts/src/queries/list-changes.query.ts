import { IsIn, IsOptional, Matches } from 'class-validator';
import { ACTOR_PATTERN, type Change, CHANGES } from '../events/changes.js';
import { IsId } from '../validation/is-id.js';
import { IsUtcTime } from '../validation/is-utc-time.js';
import type { HistoryEntry } from './get-history.query.js';
import { type Page, type PageMeta, PageRequest } from './page.request.js';

/** `conferencing.changes`: the changes of all pairs of the account that meet every given condition, newest first. */
export class ListChanges extends PageRequest {
  /** Changes at this time or later, by `occurred_at`. */
  @IsOptional()
  @IsUtcTime()
  since?: string;

  /** Changes before this time. */
  @IsOptional()
  @IsUtcTime()
  until?: string;

  @IsOptional()
  @Matches(new RegExp(ACTOR_PATTERN))
  actor?: string;

  @IsOptional()
  @IsId('batch')
  batch_id?: string;

  @IsOptional()
  @IsId('service')
  service_id?: string;

  @IsOptional()
  @IsId('provider')
  provider_id?: string;

  @IsOptional()
  @IsIn(CHANGES)
  change?: Change;
}

/** An entry of a pair's history, with the pair. */
export interface ChangeEntry extends HistoryEntry {
  service_id: string;
  provider_id: string;
}

export interface ChangesMeta extends PageMeta {
  /** RFC 3339: older changes may have been deleted by the operator's retention; null if none were. */
  complete_since: string | null;
}

export type ChangeList = Page<ChangeEntry, ChangesMeta>;
