import { FlagField, IdField, IdsField, NestedField } from '@conferencing/http-edge';
import { WantedHostEmailField, WantedHostIdField } from '../validation/wanted-host.js';

/** The current host. */
export class HandOverFromRequest {
  @IdField('connectedAccount', { description: 'The connected account of the current host.' })
  connected_account_id: string;

  @IdField('externalUser', { description: 'The current host. This may be a user who was removed at Zoom.' })
  external_user_id: string;
}

/** The new host, by exactly one of `external_user_id` and `email`. */
export class HandOverToRequest {
  @IdField('connectedAccount', { description: 'The connected account of the new host.' })
  connected_account_id: string;

  @WantedHostIdField()
  external_user_id?: string;

  @WantedHostEmailField()
  email?: string;
}

/** Moves everything that one person hosts to another person. */
export class HandOverRequest {
  @NestedField(() => HandOverFromRequest)
  from: HandOverFromRequest;

  @NestedField(() => HandOverToRequest)
  to: HandOverToRequest;

  @IdsField('service', { optional: true, description: 'Move only pairs of these services. Other pairs do not change.' })
  service_ids?: string[];

  @FlagField({ optional: true, description: 'Return what would be changed, and change nothing.', example: false })
  dry_run?: boolean;
}
