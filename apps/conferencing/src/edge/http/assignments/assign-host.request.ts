import { EmailField, IdField } from '@conferencing/http-edge';
import { EitherThisOr } from '../validation/either-this-or.js';

/** Names the host by exactly one of `external_user_id` and `email`. */
export class AssignHostRequest {
  @IdField('connectedAccount', { description: 'The connected account whose user hosts the meetings.' })
  connected_account_id: string;

  @EitherThisOr('email')
  @IdField('externalUser', { description: 'The id of a user of the connected account.' })
  external_user_id?: string;

  @EitherThisOr('external_user_id')
  @EmailField({
    description:
      'The email of a user of the connected account (case-insensitive). If unknown, the service asks Zoom once.',
  })
  email?: string;
}
