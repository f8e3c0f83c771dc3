import { EmailField, FlagField, IdField, IdsField, NestedField } from '@conferencing/http-edge';
import { EitherThisOr } from '../validation/either-this-or.js';

/** Who hosts so far. */
export class HandOverFromRequest {
  @IdField('connectedAccount', { description: 'The connected account of the host so far.' })
  connected_account_id: string;

  @IdField('externalUser', { description: 'The host so far; may be a user who is removed at Zoom.' })
  external_user_id: string;
}

/** Who hosts from now on, by exactly one of `external_user_id` and `email`. */
export class HandOverToRequest {
  @IdField('connectedAccount', { description: 'The connected account of the new host.' })
  connected_account_id: string;

  @EitherThisOr('email')
  @IdField('externalUser', { description: 'A user of the connected account, by id.' })
  external_user_id?: string;

  @EitherThisOr('external_user_id')
  @EmailField({
    description: 'A user of the connected account, by email in any case; looked up at Zoom once if nobody has it.',
  })
  email?: string;
}

/** Gives everything that one person hosts to another. */
export class HandOverRequest {
  @NestedField(() => HandOverFromRequest)
  from: HandOverFromRequest;

  @NestedField(() => HandOverToRequest)
  to: HandOverToRequest;

  @IdsField('service', { optional: true, description: 'Only pairs of these services; all others stay as they are.' })
  service_ids?: string[];

  @FlagField({ optional: true, description: 'Tell what would be done, and change nothing.', example: false })
  dry_run?: boolean;
}
