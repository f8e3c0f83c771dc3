import { EmailField, IdField } from '@conferencing/http-edge';
import { EitherThisOr } from '../validation/either-this-or.js';

/** Names the external user by exactly one of `external_user_id` and `email`. */
export class MapUserRequest {
  @EitherThisOr('email')
  @IdField('externalUser', { description: 'A user of the connected account, by id.' })
  external_user_id?: string;

  @EitherThisOr('external_user_id')
  @EmailField({
    description: 'A user of the connected account, by email in any case; looked up at Zoom once if nobody has it.',
  })
  email?: string;
}
