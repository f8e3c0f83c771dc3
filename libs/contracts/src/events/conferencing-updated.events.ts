import { Equals, IsIn, IsOptional, Matches } from 'class-validator';
import { HOST_STATES, type HostState } from '../resource/host-state.js';
import { ServiceProviderConferencing } from '../resource/service-provider-conferencing.js';
import { IsId } from '../validation/is-id.js';
import { IsUtcTime } from '../validation/is-utc-time.js';
import { IsVersion } from '../validation/is-version.js';
import { Nested } from '../validation/nested.js';
import { Nullable } from '../validation/nullable.js';
import { OPEN_ENUM_PATTERN } from '../validation/open-enum.js';
import { ACTOR_PATTERN, type Change, CHANGES } from './changes.js';

/** The value of a record on `conferencing.updated`: one change of one service provider. */
export class ConferencingUpdatedV1 {
  @IsId('event')
  id: string;

  @Equals('conferencing.updated')
  type: 'conferencing.updated';

  @IsId('account')
  account_id: string;

  @IsId('service')
  service_id: string;

  @IsId('provider')
  provider_id: string;

  /** Counts up by one with each change of the pair, and never goes back. */
  @IsVersion()
  version: number;

  @IsUtcTime()
  occurred_at: string;

  @IsIn(CHANGES)
  change: Change;

  /** Why the system did it, in snake_case; null for a change by a caller. */
  @Nullable()
  @Matches(new RegExp(OPEN_ENUM_PATTERN))
  reason: string | null;

  @Matches(new RegExp(ACTOR_PATTERN))
  actor: string;

  /**
   * The same for all changes that one request, sync, webhook or catalog record made in several pairs; otherwise null.
   */
  @IsOptional()
  @IsId('batch')
  batch_id?: string | null;

  @IsIn(HOST_STATES)
  host_state: HostState;

  /** The state after the change; null only on `cleared`. */
  @Nullable()
  @Nested(() => ServiceProviderConferencing)
  data: ServiceProviderConferencing | null;

  /** The state before the change; null on `assigned`, and on a change that was published again without its history. */
  @Nullable()
  @Nested(() => ServiceProviderConferencing)
  previous: ServiceProviderConferencing | null;
}
